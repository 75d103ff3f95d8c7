import { addSeconds, type Instant, instantOf, millisecondsOf } from '../instant.ts';
import type { Lead } from '../lead/lead.ts';
import { KEPT_BY_DEFAULT, type Keepable } from './kept-features.ts';

const DAY_SECONDS = 86_400;
/** Units of an age: days, weeks, and months and years of the calendar. */
const DAYS_PER_UNIT = { d: 1, w: 7, mo: 30.44, y: 365.25 } as const;
const MONTHS_PER_UNIT = { mo: 1, y: 12 } as const;

/** How old something may become, in calendar time: `24mo`. */
export interface Age {
  readonly count: number;
  readonly unit: keyof typeof DAYS_PER_UNIT;
}

/** What a plan says about personal data. */
export interface PrivacyRules {
  /** How long a raw body is kept after its receipt. Absent: as long as the environment keeps bodies. */
  readonly rawBody?: Age;
  /** How long the person of a closed lead is kept after they were last heard of. Absent: until somebody erases them. */
  readonly closedLead?: Age;
  /** What an erasure leaves of a lead. */
  readonly eraseKeeps: readonly Keepable[];
}

/** The rules of a plan that says nothing, and of an environment without a plan. */
export const DEFAULT_PRIVACY: PrivacyRules = { eraseKeeps: KEPT_BY_DEFAULT };

/** Reason code of an erasure by age. */
export const RETENTION_REASON = 'retention';

/** Returns the days of an age, with months and years of average length: for comparing ages. */
export function daysOf({ count, unit }: Age): number {
  return count * DAYS_PER_UNIT[unit];
}

/**
 * Returns the moment that is this much before `now`; what is from then or earlier is over its age. A month back from the
 * 31st is the last day of a shorter month.
 */
export function cutoffOf(now: Instant, { count, unit }: Age): Instant {
  if (unit === 'd' || unit === 'w') return addSeconds(now, -count * DAYS_PER_UNIT[unit] * DAY_SECONDS);
  const at = new Date(millisecondsOf(now));
  const day = at.getUTCDate();
  at.setUTCDate(1);
  at.setUTCMonth(at.getUTCMonth() - count * MONTHS_PER_UNIT[unit]);
  const lastDay = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 0)).getUTCDate();
  at.setUTCDate(Math.min(day, lastDay));
  return instantOf(at.getTime());
}

/** Returns when a closed lead was last heard of: when it closed, or its last touchpoint. Undefined for an open one. */
export function lastHeardOf({ stage, touchpoints }: Pick<Lead, 'stage' | 'touchpoints'>): Instant | undefined {
  if (stage.state !== 'closed') return undefined;
  return [stage.closedAt, ...touchpoints.map(({ at }) => at)].reduce((last, at) => (at > last ? at : last));
}

/**
 * Returns the moment up to which received bodies go: the nearest of what the environment and the plan say. A body does
 * not outlive the lead it became.
 */
export function bodyCutoffOf(
  now: Instant,
  { rawBody, closedLead }: PrivacyRules,
  environmentDays: number,
): { readonly cutoff: Instant; readonly isByPlan: boolean } {
  const byEnvironment = cutoffOf(now, { count: environmentDays, unit: 'd' });
  const byPlan = [rawBody, closedLead].flatMap((age) => (age === undefined ? [] : cutoffOf(now, age)));
  const cutoff = [byEnvironment, ...byPlan].reduce((last, at) => (at > last ? at : last));
  return { cutoff, isByPlan: cutoff > byEnvironment };
}
