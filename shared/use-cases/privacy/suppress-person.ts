import type { LeadId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { DoNotContactEntry } from '../../domain/privacy/do-not-contact.ts';
import { endListedLeads } from '../do-not-contact/end-listed-leads.ts';
import { applyDoNotContact } from './apply-do-not-contact.ts';
import type { PrivacyDeps } from './privacy-deps.ts';
import { type ContactIdentifier, type ContactRefusal, resolveContact } from './resolve-contact.ts';

/** Who enters whom in the do-not-contact list, and why. */
export interface SuppressInput {
  readonly who: ContactIdentifier;
  /** Id of the rep or API key that enters it. */
  readonly by: string;
  /** Reason code. */
  readonly because: string;
  /** Number of the request in another system. */
  readonly ticket?: string;
  readonly now: Instant;
}

export type SuppressResult =
  | {
      /** `already_listed`: nothing was entered; open leads ended all the same. */
      readonly outcome: 'listed' | 'already_listed';
      /** The new entry, or those that list the person already. */
      readonly entries: readonly DoNotContactEntry[];
      /** Open leads that ended. */
      readonly ended: readonly LeadId[];
      /** There are more open leads than one call looks through: where {@link applyDoNotContact} continues. */
      readonly cursor?: string;
    }
  | { readonly outcome: 'refused'; readonly because: ContactRefusal };

/**
 * Enters a person, a phone number or a domain in the do-not-contact list and ends their open leads. The list is written
 * first: a lead that comes meanwhile is seen here, or its own look at the list sees the entry. The record for a restore
 * comes second; repeating a call that was cut off writes it again.
 */
export async function suppressPerson(input: SuppressInput, deps: PrivacyDeps): Promise<SuppressResult> {
  const { who, by, because, ticket, now } = input;
  const resolved = await resolveContact(who, deps);
  if (!resolved.ok) return { outcome: 'refused', because: resolved.problem };
  const { kind, keys, leads } = resolved.value;
  const listed = await deps.doNotContact.find(keys);
  const free = keys.filter((key) => !listed.some((one) => one.key === key));
  const known = [...new Map(listed.map(({ entry }) => [entry.id, entry])).values()];
  const entered: readonly DoNotContactEntry[] =
    free.length === 0
      ? []
      : [
          {
            id: `dnc_${deps.newId()}`,
            at: now,
            by,
            because,
            ...(ticket !== undefined && { ticket }),
            kind,
            keys: free,
          },
        ];
  for (const entry of entered) await deps.doNotContact.put(entry);
  const entries = entered.length > 0 ? entered : known;
  for (const entry of entries) await deps.doNotContactRecords.save(entry);
  const theirs = await endListedLeads(await deps.leads.loadMany(leads), now, deps);
  const others = await applyDoNotContact({ now }, deps);
  return {
    outcome: entered.length > 0 ? 'listed' : 'already_listed',
    entries,
    ended: [...theirs.ended, ...others.ended],
    ...(others.cursor !== undefined && { cursor: others.cursor }),
  };
}
