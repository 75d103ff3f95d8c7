import { addSeconds, type Instant } from '../instant.ts';
import type { Lead } from '../lead/lead.ts';
import { MAX_CONTACTS, type RecyclingRules } from '../plan/recycling.ts';

/** Contact kinds initiated by the person. They do not count as contacts by a rep and never exceed the cap. */
export const INBOUND_KINDS: readonly string[] = ['reply', 'meeting'];

/**
 * Whether the person initiated the contact, rather than a rep. Takes an answer's `how`, a touchpoint or an activity's
 * kind.
 */
export function isInbound(how: string | undefined): boolean {
  return how !== undefined && INBOUND_KINDS.includes(how);
}

/**
 * Returns the rep-initiated contacts with the person after one more at `at`, oldest first. Unchanged if the person
 * initiated it.
 */
export function addContact(
  { contacts }: Pick<Lead, 'contacts'>,
  how: string | undefined,
  at: Instant,
): Lead['contacts'] {
  return isInbound(how) ? contacts : [...contacts, at].sort().slice(-MAX_CONTACTS);
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
export function contactBudgetOf(
  { contacts }: Pick<Lead, 'contacts'>,
  { stop }: Pick<RecyclingRules, 'stop'>,
  now: Instant,
): ContactBudget | undefined {
  if (!stop.contacts) return undefined;
  const { most, withinSeconds } = stop.contacts;
  const counted = contacts.filter((at) => at > addSeconds(now, -withinSeconds));
  if (counted.length < most) return { most, withinSeconds, left: most - counted.length };
  const oldestCounted = counted.at(-most) ?? now;
  return { most, withinSeconds, left: 0, freeAt: addSeconds(oldestCounted, withinSeconds) };
}
