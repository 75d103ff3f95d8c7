import { addSeconds, type Instant, instantOf, millisecondsOf } from '../instant.ts';
import type { Lead } from '../lead/lead.ts';
import { type Age, DAYS_PER_UNIT, type PrivacyRules } from '../plan/privacy.ts';

const DAY_SECONDS = 86_400;
/** Months of the calendar. */
const MONTHS_PER_UNIT = { mo: 1, y: 12 } as const;

/** Reason code of an erasure by age. */
export const RETENTION_REASON = 'retention';

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
