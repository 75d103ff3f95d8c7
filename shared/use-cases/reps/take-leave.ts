import { localTimeToInstant } from '../../domain/business-hours/local-day.ts';
import type { RepId } from '../../domain/ids.ts';
import { addSeconds, type Instant } from '../../domain/instant.ts';
import type { Deps } from '../deps.ts';

/** The longest leave that somebody can take for themselves, in seconds (400 days). */
const MAX_LEAVE_SECONDS = 400 * 24 * 3600;

/** `not_in_range`: the day is not after now, or too far ahead. `stale`: somebody else changed the rep meanwhile. */
export type TakeLeaveOutcome =
  | { readonly outcome: 'done'; readonly until: Instant }
  | { readonly outcome: 'not_in_range' | 'stale' | 'no_such_rep' };

/**
 * Sets a leave of a rep from now until a day begins in their zone. New leads go to others at once; what it means for the
 * leads that they hold is left to the sweep, so that the rep need not wait for it.
 * @param day `2026-12-24`, the first day on which they are back
 */
export async function takeLeave(
  { rep: id, day }: { readonly rep: RepId; readonly day: string },
  now: Instant,
  { reps }: Pick<Deps, 'reps'>,
): Promise<TakeLeaveOutcome> {
  const before = await reps.get(id);
  if (!before) return { outcome: 'no_such_rep' };
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  const until = localTimeToInstant(before.zone, { year, month, day: date, minutes: 0 });
  if (until <= now || until > addSeconds(now, MAX_LEAVE_SECONDS)) return { outcome: 'not_in_range' };
  const rep = {
    ...before,
    version: before.version + 1,
    leaves: [...before.leaves.filter((leave) => leave.until > now), { from: now, until }],
  };
  const change = { rep: id, version: rep.version, at: now, teams: Object.keys(rep.teams).sort() };
  const { outcome } = await reps.save(rep, change);
  // The e-mail address stays, so it cannot be taken.
  return outcome === 'done' ? { outcome, until } : { outcome: 'stale' };
}
