import type { RepId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import type { Leave, Rep } from './rep.ts';

/** What of a rep decides whose work they do during a leave. */
type Deputy = Pick<Rep, 'id' | 'active' | 'leaves' | 'backup'>;

/** Whether a rep is on leave at a moment. */
export function isOnLeave(rep: Pick<Rep, 'leaves'>, now: Instant): boolean {
  return leaveAt(rep, now) !== undefined;
}

/** Returns the leave that a rep is on at a moment. */
export function leaveAt({ leaves }: Pick<Rep, 'leaves'>, now: Instant): Leave | undefined {
  return leaves.find(({ from, until }) => from <= now && now < until);
}

/**
 * Finds who takes over from a rep: their backup or, if that one has left or is on leave too, the backup's own backup, and
 * so on. Undefined when nobody is named, when `find` does not know the next one, and when the chain comes back to somebody
 * who is away.
 */
export function findBackup<Person extends Deputy>(
  rep: Person,
  find: (id: RepId) => Person | undefined,
  now: Instant,
): Person | undefined {
  const passed = new Set<RepId>();
  let next: Person | undefined = rep;
  do {
    passed.add(next.id);
    next = next.backup === undefined || passed.has(next.backup) ? undefined : find(next.backup);
  } while (next && (!next.active || isOnLeave(next, now)));
  return next;
}
