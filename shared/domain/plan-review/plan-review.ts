import type { RepId } from '../ids.ts';
import { addSeconds, type Instant } from '../instant.ts';
import type { Plan } from '../plan/plan.ts';
import type { JournalEntry } from './journal-entry.ts';

/** A plan that names no day is reviewed each quarter. */
const MAX_DAYS_BETWEEN_REVIEWS = 90;

const DAY_SECONDS = 24 * 3600;
const WEEK_DAYS = 7;

/** A review that somebody made of a version. */
export type MadeReview = Extract<JournalEntry, { readonly kind: 'review' }>;
/** An import of data that the plan's rules depend on. */
export type DataChange = Exclude<JournalEntry, MadeReview>;

/** When the version in force is to be reviewed, and what has changed meanwhile. */
export interface PlanReview {
  readonly version: number;
  /** The day in UTC, `2027-03-31`. */
  readonly dueOn: string;
  /** What the version itself says of its change. */
  readonly change?: Plan['change'];
  /** The last review of this version since it is in force. */
  readonly last?: MadeReview;
  /** Imports of teams and territories since then, newest first. */
  readonly changes: readonly DataChange[];
}

/** That the plan in force is to be reviewed. */
export interface PlanReviewReminder {
  /** The plan's owner. */
  readonly to: RepId;
  /** The plan's name. */
  readonly plan: string;
  readonly review: PlanReview;
}

/** The version in force, and since when. */
interface InForce {
  readonly version: number;
  readonly since: Instant;
  readonly change?: Plan['change'];
}

/**
 * Returns when the version in force is to be reviewed: on the day that the last review named, else its plan, else a
 * quarter after that. A review of an earlier version, or from before a rollback, does not count.
 * @param journal newest first
 */
export function planReviewOf({ version, since, change }: InForce, journal: readonly JournalEntry[]): PlanReview {
  const recent = journal.filter(({ at }) => at >= since);
  const last = recent.find((entry): entry is MadeReview => entry.kind === 'review' && entry.version === version);
  const base = last?.at ?? since;
  const quarter = dayOf(addSeconds(base, MAX_DAYS_BETWEEN_REVIEWS * DAY_SECONDS));
  const changes = recent.filter((entry): entry is DataChange => entry.kind !== 'review' && entry.at > base);
  const dueOn = (last ? last.next : change?.review) ?? quarter;
  return { version, dueOn, ...(change && { change }), ...(last && { last }), changes };
}

/** Whether the day of a review has come. */
export function isReviewDue({ dueOn }: Pick<PlanReview, 'dueOn'>, now: Instant): boolean {
  return dayOf(now) >= dueOn;
}

/** Returns the day on which the present week of a due review began, counted from its day; each week has one reminder. */
export function reminderDayOf({ dueOn }: Pick<PlanReview, 'dueOn'>, now: Instant): string {
  const days = (Date.parse(dayOf(now)) - Date.parse(dueOn)) / (DAY_SECONDS * 1000);
  const week = Math.floor(days / WEEK_DAYS);
  return dayOf(addSeconds(`${dueOn}T00:00:00.000Z`, week * WEEK_DAYS * DAY_SECONDS));
}

/** Says in short what was imported: `territories 2 times, teams once`. Empty when nothing was. */
export function describeDataChanges(changes: readonly DataChange[]): string {
  const times = (count: number) => (count === 1 ? 'once' : `${count} times`);
  return [...Map.groupBy(changes, ({ kind }) => kind)]
    .map(([kind, all]) => `${kind} ${times(all.length)}`)
    .sort()
    .join(', ');
}

function dayOf(at: Instant): string {
  return at.slice(0, 10);
}
