import { type Instant, secondsBetween } from '../instant.ts';
import { GRACE } from '../lead/grace-periods.ts';
import type { Lead } from '../lead/lead.ts';

/** A timer for the next step of an assignment: the step's date, and how long it sleeps until then. */
export interface NextWaking {
  readonly at: Instant;
  readonly sleepSeconds: number;
}

/**
 * When a timer should wake for a lead's next step, if that comes so soon that a timer is worth its price; what comes later gets
 * its timer from the sweep, which looks ahead every minute. Most leads are touched before and never need one. The date by which
 * the notice must be out needs none: the event of the assignment sends it, and the sweep when that is lost.
 */
export function nextWaking({ stage }: Lead, now: Instant): NextWaking | undefined {
  if (stage.state !== 'assigned' || stage.seeking) return undefined;
  const at = stage.deadlines.slice(stage.next).find(({ kind }) => kind !== 'notify')?.at;
  if (at === undefined) return undefined;
  const seconds = secondsBetween(now, at);
  return seconds > GRACE.timer ? undefined : { at, sleepSeconds: Math.max(0, Math.ceil(seconds)) };
}
