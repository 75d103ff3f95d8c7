import { normaliseContactDetails } from '../../domain/enrichment/normalise-person.ts';
import type { LeadId } from '../../domain/ids.ts';
import type { Person } from '../../domain/intake/submission.ts';
import { variantsOf } from '../../domain/privacy/person-texts.ts';
import type { PrivacyDeps } from './privacy-deps.ts';

/** How somebody names a person. A phone number alone is none: many people share a switchboard. */
export type PersonIdentifier =
  | { readonly by: 'email'; readonly email: string }
  | { readonly by: 'phone'; readonly phone: string; readonly name: string }
  | { readonly by: 'lead'; readonly lead: LeadId }
  | { readonly by: 'external'; readonly externalId: string };

/** A person as the stores know them. */
export interface FoundPerson {
  /** Keyed hashes of all their identifiers. */
  readonly keys: readonly string[];
  /** All their leads, open and closed, oldest first. */
  readonly leads: readonly LeadId[];
}

type FindDeps = Pick<PrivacyDeps, 'leads' | 'personKeys'>;

/**
 * Finds a person with all their leads: those of the identifier, of every other identifier those leads know, and the
 * earlier leads they took keys over from. @returns undefined when a lead or external id is named that does not exist; for
 * an e-mail address without leads, its key alone: an unread body may still name it.
 */
export async function findPerson(who: PersonIdentifier, deps: FindDeps): Promise<FoundPerson | undefined> {
  switch (who.by) {
    case 'lead':
      return (await deps.leads.load(who.lead)) && followPerson({ keys: [], leads: [who.lead] }, deps);
    case 'external': {
      const lead = await deps.leads.leadOfExternalId(who.externalId);
      return lead === undefined ? undefined : followPerson({ keys: [], leads: [lead] }, deps);
    }
    default: {
      const { by: _, ...said } = who;
      const keys = await deps.personKeys(normaliseContactDetails({ ...said, answers: {} }, undefined));
      return keys.length === 0 ? undefined : followPerson({ keys, leads: [] }, deps);
    }
  }
}

/** Follows keys and leads to everything that belongs to the same person. */
export async function followPerson(start: FoundPerson, deps: FindDeps): Promise<FoundPerson> {
  const keys = new Set<string>();
  const leads = new Set<LeadId>();
  let newKeys = [...start.keys];
  let newLeads = [...start.leads];
  while (newKeys.length > 0 || newLeads.length > 0) {
    for (const key of newKeys) keys.add(key);
    const held = await Promise.all(newKeys.map((key) => deps.leads.leadOfPerson(key)));
    const next = [...newLeads, ...held.filter((lead) => lead !== undefined)].filter((lead) => !leads.has(lead));
    for (const lead of next) leads.add(lead);
    const linked = await Promise.all([...new Set(next)].map((lead) => linksOf(lead, deps)));
    newKeys = [...new Set(linked.flatMap((link) => link.keys))].filter((key) => !keys.has(key));
    newLeads = [...new Set(linked.flatMap((link) => link.leads))].filter((lead) => !leads.has(lead));
  }
  return { keys: [...keys].sort(), leads: [...leads].sort() };
}

async function linksOf(id: LeadId, deps: FindDeps): Promise<FoundPerson> {
  const [lead, person] = await Promise.all([deps.leads.load(id), deps.leads.person(id)]);
  const keys = person ? await keysOfPerson(person, deps) : [];
  const own = lead?.personKey === undefined ? [] : [lead.personKey];
  return { keys: [...own, ...keys], leads: lead?.earlierLeads ?? [] };
}

/** Returns the keyed hashes of everything a person has been known as. */
export async function keysOfPerson(person: Person, deps: Pick<PrivacyDeps, 'personKeys'>): Promise<readonly string[]> {
  const keys = await Promise.all(
    variantsOf(person).map((one) => deps.personKeys(normaliseContactDetails(one, undefined))),
  );
  return [...new Set(keys.flat())];
}
