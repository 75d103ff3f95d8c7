import type { Instant } from '../instant.ts';
import type { Lead } from '../lead/lead.ts';

/**
 * Whom an entry is about: one person by everything that is known of them, everybody who gives a phone number, or
 * everybody with an e-mail address at a domain.
 */
export const DO_NOT_CONTACT_KINDS = ['person', 'phone', 'domain'] as const;
export type DoNotContactKind = (typeof DO_NOT_CONTACT_KINDS)[number];

/** An entry of the do-not-contact list, without whom it names: keyed hashes alone. It outlives the person's erasure. */
export interface DoNotContactEntry {
  readonly id: string;
  readonly at: Instant;
  /** Who entered it: the id of a rep or of an API key. */
  readonly by: string;
  /** Reason code: `request`, `asked_by_mail`. */
  readonly because: string;
  /** Number of the request in another system. */
  readonly ticket?: string;
  readonly kind: DoNotContactKind;
  /** Keyed hashes of the identifiers. A key belongs to one entry at most that is not lifted. */
  readonly keys: readonly string[];
  /** Set once somebody has lifted it; it then keeps nobody from being contacted. */
  readonly lifted?: { readonly at: Instant; readonly by: string; readonly because: string };
}

/** Returns the keyed hashes by which a lead is looked up in the do-not-contact list. */
export function contactKeysOf({ contactKeys, personKey }: Pick<Lead, 'contactKeys' | 'personKey'>): readonly string[] {
  return contactKeys ?? (personKey === undefined ? [] : [personKey]);
}
