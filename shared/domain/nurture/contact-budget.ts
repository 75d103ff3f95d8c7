import { addSeconds, type Instant } from '../instant.ts';
import type { Lead } from '../lead/lead.ts';
import type { Recycling } from '../plan/recycling.ts';

/** A lead remembers so many contacts; the oldest fall away first. No cap of a plan is higher. */
export const CONTACTS_KEPT = 100;

/** What shows that the person came to us: no contact of ours, and never one too many. */
const CAME_TO_US: readonly string[] = ['reply', 'meeting'];

/** Whether the person came to us by this, rather than we to them: an answer's `how`, a touch, an activity's kind. */
export function cameToUs(how: string | undefined): boolean {
  return how !== undefined && CAME_TO_US.includes(how);
}

/** Our contacts with the person, once we had one more at `at`; oldest first. The same when they came to us. */
export function contactsAfter(
  { contacts }: Pick<Lead, 'contacts'>,
  how: string | undefined,
  at: Instant,
): Lead['contacts'] {
  return cameToUs(how) ? contacts : [...contacts, at].sort().slice(-CONTACTS_KEPT);
}

/** What is left of the contacts we may have with a person, over all cycles of their lead. */
export interface ContactBudget {
  readonly most: number;
  readonly withinSeconds: number;
  readonly left: number;
  /** When the next contact is allowed; absent when it is now. */
  readonly freeAt?: Instant;
}

/** How many contacts are left at `now`; undefined when the plan sets no cap. */
export function contactBudget(
  { contacts }: Pick<Lead, 'contacts'>,
  { stop }: Pick<Recycling, 'stop'>,
  now: Instant,
): ContactBudget | undefined {
  if (!stop.contacts) return undefined;
  const { most, withinSeconds } = stop.contacts;
  const counted = contacts.filter((at) => at > addSeconds(now, -withinSeconds));
  if (counted.length < most) return { most, withinSeconds, left: most - counted.length };
  const leaves = counted.at(-most) ?? now;
  return { most, withinSeconds, left: 0, freeAt: addSeconds(leaves, withinSeconds) };
}
