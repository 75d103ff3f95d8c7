import { addSeconds, type Instant } from '../instant.ts';
import type { Lead } from '../lead/lead.ts';
import type { Recycling } from '../plan/recycling.ts';

/** Maximum number of contacts stored per lead; the oldest are dropped first. No cap in a plan is higher. */
export const CONTACTS_KEPT = 100;

/** Contact kinds initiated by the person. They do not count as contacts by a rep and never exceed the cap. */
const CAME_TO_US: readonly string[] = ['reply', 'meeting'];

/**
 * Whether the person initiated the contact, rather than a rep. Takes an answer's `how`, a touchpoint or an activity's
 * kind.
 */
export function cameToUs(how: string | undefined): boolean {
  return how !== undefined && CAME_TO_US.includes(how);
}

/**
 * Returns the rep-initiated contacts with the person after one more at `at`, oldest first. Unchanged if the person
 * initiated it.
 */
export function contactsAfter(
  { contacts }: Pick<Lead, 'contacts'>,
  how: string | undefined,
  at: Instant,
): Lead['contacts'] {
  return cameToUs(how) ? contacts : [...contacts, at].sort().slice(-CONTACTS_KEPT);
}

/** The remaining contacts allowed with a person, over all cycles of their lead. */
export interface ContactBudget {
  readonly most: number;
  readonly withinSeconds: number;
  readonly left: number;
  /** When the next contact is allowed; absent if it is allowed now. */
  readonly freeAt?: Instant;
}

/** Returns how many contacts are left at `now`; undefined if the plan sets no cap. */
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
