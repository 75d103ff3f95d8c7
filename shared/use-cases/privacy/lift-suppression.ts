import type { Instant } from '../../domain/instant.ts';
import type { DoNotContactEntry } from '../../domain/privacy/do-not-contact.ts';
import type { PrivacyDeps } from './privacy-deps.ts';
import { type ContactIdentifier, type ContactRefusal, resolveContact } from './resolve-contact.ts';

/** Who lifts which entry of the do-not-contact list, and why. */
export interface LiftInput {
  readonly who: ContactIdentifier;
  /** Id of the rep or API key that lifts it. */
  readonly by: string;
  /** Reason code. */
  readonly because: string;
  readonly now: Instant;
}

export type LiftResult =
  | { readonly outcome: 'lifted'; readonly entries: readonly DoNotContactEntry[] }
  | { readonly outcome: 'not_listed' }
  | { readonly outcome: 'refused'; readonly because: ContactRefusal };

/**
 * Lifts the entries that name a person, a phone number or a domain. Leads that ended stay closed; the next submission is
 * an ordinary lead. The record says so first: if the call is cut off, the list still keeps the person, and repeating it
 * ends it.
 */
export async function liftSuppression(
  input: LiftInput,
  deps: Pick<PrivacyDeps, 'leads' | 'personKeys' | 'keyedHash' | 'doNotContact' | 'doNotContactRecords'>,
): Promise<LiftResult> {
  const { who, by, because, now } = input;
  const resolved = await resolveContact(who, deps);
  if (!resolved.ok) return { outcome: 'refused', because: resolved.problem };
  const listed = await deps.doNotContact.find(resolved.value.keys);
  const found = [...new Map(listed.map(({ entry }) => [entry.id, entry])).values()];
  if (found.length === 0) return { outcome: 'not_listed' };
  const entries = found.map((entry) => ({ ...entry, lifted: { at: now, by, because } }));
  for (const entry of entries) {
    await deps.doNotContactRecords.save(entry);
    await deps.doNotContact.remove(entry);
  }
  return { outcome: 'lifted', entries };
}
