import type { Person } from '../../domain/intake/submission.ts';
import type { LeadEvent } from '../../domain/lead/events.ts';
import type { Lead } from '../../domain/lead/lead.ts';
import type { RoutedFeatures } from '../../domain/lead/routing-decision.ts';
import type { DoNotContactEntry } from '../../domain/privacy/do-not-contact.ts';
import { contactKeysOfPerson } from '../do-not-contact/contact-keys.ts';
import { findPerson, type PersonIdentifier } from './find-person.ts';
import type { PrivacyDeps } from './privacy-deps.ts';

/** Everything stored about one lead of a person. */
export interface ExportedLead {
  readonly lead: Lead;
  readonly person?: Person;
  /** The features it was routed by, if its own have changed since. */
  readonly routedFeatures?: RoutedFeatures;
  readonly timeline: readonly LeadEvent[];
}

/** Everything about a person: their leads with what they said and what happened, and whether nobody may contact them. */
interface PersonExport {
  readonly leads: readonly ExportedLead[];
  /** Entries of the do-not-contact list that are about them, those of their number or domain included. */
  readonly doNotContact: readonly DoNotContactEntry[];
}

/** Exports everything about a person. Undefined: no such person. */
export async function exportPerson(
  who: PersonIdentifier,
  deps: Pick<PrivacyDeps, 'leads' | 'personKeys' | 'keyedHash' | 'doNotContact'>,
): Promise<PersonExport | undefined> {
  const found = await findPerson(who, deps);
  if (!found) return undefined;
  const stored = await deps.leads.loadMany(found.leads);
  const leads = await Promise.all(
    stored.map(async (lead) => {
      const [person, routedFeatures, timeline] = await Promise.all([
        deps.leads.person(lead.id),
        deps.leads.routedFeatures(lead.id),
        deps.leads.timeline(lead.id),
      ]);
      return { lead, ...(person && { person }), ...(routedFeatures && { routedFeatures }), timeline };
    }),
  );
  const asked: Person[] = who.by === 'email' ? [{ email: who.email, answers: {} }] : [];
  const people = [...asked, ...leads.flatMap(({ person }) => person ?? [])];
  const keys = await Promise.all(people.map((person) => contactKeysOfPerson(person, deps)));
  const listed = await deps.doNotContact.find([...new Set([...found.keys, ...keys.flat()])]);
  return { leads, doNotContact: [...new Map(listed.map(({ entry }) => [entry.id, entry])).values()] };
}
