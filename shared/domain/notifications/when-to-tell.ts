import type { WorkSchedule } from '../business-hours/calendar.ts';
import { openingsOn, timeToMinutes } from '../business-hours/open-spans.ts';
import { nextOpening } from '../business-hours/working-time.ts';
import { localDayAt, localTimeToMoment } from '../business-hours/zone-clock.ts';
import { addSeconds, type Instant, instantOf, millisecondsOf } from '../instant.ts';
import type { Reach } from '../team/rep.ts';
import type { Occasion } from './notice.ts';

/** Occasions that nobody may be spared: somebody waits, or somebody must not be contacted. */
const URGENT: ReadonlySet<Occasion> = new Set([
  'assigned',
  'warned',
  'escalated',
  'not_reached',
  'forgotten',
  'do_not_contact',
]);

/** Whether an occasion may ever be held. */
export function canWait(occasion: Occasion): boolean {
  return !URGENT.has(occasion);
}

/** Longest time that anything is held, whatever a person's hours say. */
export const MAX_HELD_DAYS = 7;
const DAY_SECONDS = 24 * 3600;

/**
 * Returns when to tell a person of something: later if they want it collected or do not work now, and it is not urgent.
 * Undefined: now.
 */
export function whenToTell(
  occasion: Occasion,
  { reach, schedule }: { readonly reach: Reach | undefined; readonly schedule: WorkSchedule },
  now: Instant,
): Instant | undefined {
  if (!canWait(occasion) || (!reach?.quiet && reach?.digest === undefined)) return undefined;
  const latest = addSeconds(now, MAX_HELD_DAYS * DAY_SECONDS);
  const wanted = reach.digest === undefined ? nextOpening(schedule, now) : nextDigest(schedule, reach.digest, now);
  const at = wanted === undefined || wanted > latest ? latest : wanted;
  return at > now ? at : undefined;
}

/** Returns when the clock of a person next shows a time on one of their work days. */
function nextDigest(schedule: WorkSchedule, time: string, now: Instant): Instant | undefined {
  const { zone, leaves } = schedule;
  const today = localDayAt(zone, millisecondsOf(now));
  for (let day = today; day <= today + MAX_HELD_DAYS; day += 1) {
    const at = instantOf(localTimeToMoment(zone, day, timeToMinutes(time)));
    const isAway = leaves.some((leave) => leave.from <= at && at < leave.until);
    if (at > now && !isAway && openingsOn(schedule, day).length > 0) return at;
  }
  return undefined;
}
