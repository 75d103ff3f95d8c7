import type { Person } from '../../domain/intake/submission.ts';
import { contactIdentifiersOf } from '../../domain/privacy/contact-identifiers.ts';
import type { Deps } from '../deps.ts';

/** Returns the keyed hashes of everything by which a person may be on the do-not-contact list. */
export async function contactKeysOfPerson(person: Person, deps: Pick<Deps, 'keyedHash'>): Promise<readonly string[]> {
  return Promise.all(contactIdentifiersOf(person).map(deps.keyedHash));
}
