import { dueOf } from './due.ts';
import { GRACE } from './grace.ts';
import { type Instant, secondsBetween } from './instant.ts';
import type { Assigned } from './lead.ts';

/** A timer sleeps at most so long in one go, in seconds; Step Functions waits a year at most. */
const LONGEST_SLEEP_SECONDS = 30 * 24 * 3600;

/**
 * How many seconds the timer of an assignment sleeps from now on: to its next step. Not to the date by which the notice must be out,
 * since that is sent by the event of the assignment and, when that is lost, by the sweep: each waking costs.
 */
export function sleepSeconds(stage: Assigned, now: Instant): number {
  const next = stage.deadlines.slice(stage.next).find(({ kind }) => kind !== 'notify');
  const at = next?.at ?? dueOf(stage)?.dueAt ?? now;
  const seconds = Math.ceil(secondsBetween(now, at));
  // What is due and could not be done is not tried every second.
  return seconds > 0 ? Math.min(seconds, LONGEST_SLEEP_SECONDS) : GRACE.retry;
}
