import { type Instant, secondsBetween } from '../instant.ts';
import { GRACE_SECONDS } from '../lead/grace-periods.ts';
import type { Lead } from '../lead/lead.ts';

/** A timer for the next deadline of an assignment: the deadline's date, and how long the timer sleeps until then. */
export interface NextTimer {
  readonly at: Instant;
  readonly sleepSeconds: number;
}

/**
 * Returns the timer for a lead's next deadline, if it comes soon enough to be worth the cost of a timer. Later
 * deadlines get their timer from the sweep, which looks ahead every minute; most leads get a response earlier and never
 * need one. The `notify` deadline needs no timer: the assignment event triggers the notification, or the sweep if it is
 * lost.
 */
export function nextTimerOf({ stage }: Lead, now: Instant): NextTimer | undefined {
  if (stage.state !== 'assigned' || stage.seeking) return undefined;
  const at = stage.deadlines.slice(stage.nextDeadline).find(({ kind }) => kind !== 'notify')?.at;
  if (at === undefined) return undefined;
  const seconds = secondsBetween(now, at);
  return seconds > GRACE_SECONDS.timer ? undefined : { at, sleepSeconds: Math.max(0, Math.ceil(seconds)) };
}
