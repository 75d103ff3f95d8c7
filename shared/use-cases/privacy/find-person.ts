import { normaliseContactDetails } from '../../domain/enrichment/normalise-person.ts';
import { personKeysOf } from '../../domain/enrichment/person-keys.ts';
import type { LeadId } from '../../domain/ids.ts';
import type { Person } from '../../domain/intake/submission.ts';
import { personIdentifiersOf } from '../../domain/privacy/contact-identifiers.ts';
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
      const keys = await deps.personKeys(saidOf(who));
      return keys.length === 0 ? undefined : followPerson({ keys, leads: [] }, deps);
    }
  }
}

/**
 * Finds a person by number and name, without the leads that are somebody else's: those in which the person is only one
 * of the others who wrote from the same mailbox. @returns undefined for a number that cannot be read.
 */
export async function findCaller(
  who: Extract<PersonIdentifier, { by: 'phone' }>,
  deps: FindDeps,
): Promise<FoundPerson | undefined> {
  const said = saidOf(who);
  const [identifier] = personKeysOf(said);
  const [key] = await deps.personKeys(said);
  if (identifier === undefined || key === undefined) return undefined;
  const claimed = await deps.leads.leadOfPerson(key);
  const isTheirs = async (lead: LeadId) => {
    const person = await deps.leads.person(lead);
    if (!person || personIdentifiersOf(person).includes(identifier)) return true;
    // Another lead need not know the number: an address of the person leads to it.
    const others = person.otherPeople ?? [];
    return lead !== claimed && !others.some((one) => personKeysOf({ ...one, answers: {} }).includes(identifier));
  };
  return followPerson({ keys: [key], leads: [] }, deps, isTheirs);
}

function saidOf({ by: _, ...said }: Extract<PersonIdentifier, { by: 'email' | 'phone' }>): Person {
  return normaliseContactDetails({ ...said, answers: {} }, undefined);
}

/**
 * Follows keys and leads to everything that belongs to the same person. As when a lead is recognised, an e-mail address
 * decides: a phone number with a name leads only to a lead that is known by nothing better, so two people behind one
 * number stay apart. The keys it starts with are trusted. A lead that is not theirs is left out, with what it would lead to.
 */
export async function followPerson(
  start: FoundPerson,
  deps: FindDeps,
  isTheirs?: (lead: LeadId) => Promise<boolean>,
): Promise<FoundPerson> {
  const keys = new Set<string>();
  const seen = new Set<LeadId>();
  const leads = new Set<LeadId>();
  let newKeys: readonly LinkKey[] = start.keys.map((key) => ({ key, isEnough: true }));
  let newLeads = start.leads;
  while (newKeys.length > 0 || newLeads.length > 0) {
    const held = await Promise.all(newKeys.map((key) => followKey(key, deps)));
    for (const { key } of held.filter(({ isTheirs }) => isTheirs)) keys.add(key);
    const reached = held.flatMap(({ isTheirs, lead }) => (isTheirs && lead !== undefined ? [lead] : []));
    const unseen = [...new Set([...newLeads, ...reached])].filter((lead) => !seen.has(lead));
    for (const lead of unseen) seen.add(lead);
    const theirs = await Promise.all(unseen.map((lead) => isTheirs?.(lead) ?? true));
    const next = unseen.filter((_, at) => theirs[at]);
    for (const lead of next) leads.add(lead);
    const linked = await Promise.all(next.map((lead) => linksOf(lead, deps)));
    newKeys = linked.flatMap((link) => link.keys).filter(({ key }) => !keys.has(key));
    newLeads = linked.flatMap((link) => link.leads).filter((lead) => !seen.has(lead));
  }
  return { keys: [...keys].sort(), leads: [...leads].sort() };
}

/** A key that one of the person's leads knows. `isEnough`: whoever has it is this person. */
interface LinkKey {
  readonly key: string;
  readonly isEnough: boolean;
}

async function followKey({ key, isEnough }: LinkKey, deps: FindDeps) {
  const lead = await deps.leads.leadOfPerson(key);
  const isTheirs = isEnough || lead === undefined || (await deps.leads.load(lead))?.personKey === key;
  return { key, lead, isTheirs };
}

async function linksOf(
  id: LeadId,
  deps: FindDeps,
): Promise<{ readonly keys: readonly LinkKey[]; readonly leads: readonly LeadId[] }> {
  const [lead, person] = await Promise.all([deps.leads.load(id), deps.leads.person(id)]);
  const own = lead?.personKey === undefined ? [] : [{ key: lead.personKey, isEnough: true }];
  return { keys: [...own, ...(person ? await linkKeysOf(person, deps) : [])], leads: lead?.earlierLeads ?? [] };
}

/** Returns the keys of a person alone: the others who wrote from the same mailbox have leads of their own. */
async function linkKeysOf(person: Person, deps: FindDeps): Promise<readonly LinkKey[]> {
  const { otherPeople: _, ...alone } = person;
  const variants = variantsOf(alone).map((one) => normaliseContactDetails(one, undefined));
  const keys = await Promise.all(
    variants.map(async (one) => {
      const found = await deps.personKeys(one);
      return found.map((key, index) => ({ key, isEnough: one.email !== undefined && index === 0 }));
    }),
  );
  return keys.flat();
}

/** Returns the keyed hashes of everything that may lead to a person's lead, those of others in it included. */
export async function keysOfPerson(person: Person, deps: Pick<PrivacyDeps, 'personKeys'>): Promise<readonly string[]> {
  const keys = await Promise.all(
    variantsOf(person).map((one) => deps.personKeys(normaliseContactDetails(one, undefined))),
  );
  return [...new Set(keys.flat())];
}
