import type { LeadId } from '../../domain/ids.ts';
import {
  domainIdentifierOf,
  personIdentifiersOf,
  phoneIdentifierOf,
} from '../../domain/privacy/contact-identifiers.ts';
import type { DoNotContactKind } from '../../domain/privacy/do-not-contact.ts';
import { failure, type Result, success } from '../../domain/result.ts';
import { findCaller, findPerson, type PersonIdentifier } from './find-person.ts';
import type { PrivacyDeps } from './privacy-deps.ts';

/**
 * How somebody names whom nobody may contact: a person, everybody who gives a phone number, or everybody at an e-mail
 * domain.
 */
export type ContactIdentifier =
  | PersonIdentifier
  | { readonly by: 'number'; readonly phone: string }
  | { readonly by: 'domain'; readonly domain: string };

/**
 * Why an identifier names nobody. `open_domain`: anybody gets an address there. `not_identifiable`: there is a lead, but it
 * gives no address, and no number with a name.
 */
export type ContactRefusal =
  | 'no_such_person'
  | 'not_identifiable'
  | 'unreadable_email'
  | 'unreadable_phone'
  | 'unreadable_domain'
  | 'open_domain';

/** Whom an identifier names, as the list keeps them. */
interface ResolvedContact {
  readonly kind: DoNotContactKind;
  readonly keys: readonly string[];
  /** The leads of the person; a number or a domain leads to none by itself. */
  readonly leads: readonly LeadId[];
}

/**
 * Resolves an identifier to the keys that go on the do-not-contact list: of a person, each address and each number with
 * the name that their leads know.
 */
export async function resolveContact(
  who: ContactIdentifier,
  deps: Pick<PrivacyDeps, 'leads' | 'personKeys' | 'keyedHash'>,
): Promise<Result<ResolvedContact, ContactRefusal>> {
  if (who.by === 'number') {
    const identifier = phoneIdentifierOf(who.phone);
    if (identifier === undefined) return failure('unreadable_phone');
    return success({ kind: 'phone', keys: [await deps.keyedHash(identifier)], leads: [] });
  }
  if (who.by === 'domain') {
    const identifier = domainIdentifierOf(who.domain);
    if (!identifier.ok) return identifier;
    return success({ kind: 'domain', keys: [await deps.keyedHash(identifier.value)], leads: [] });
  }
  const found = await (who.by === 'phone' ? findCaller(who, deps) : findPerson(who, deps));
  if (found) {
    // A number with the name is theirs here, although it does not merge leads of different addresses.
    const stored = await Promise.all(found.leads.map((lead) => deps.leads.person(lead)));
    const people = stored.filter((person) => person !== undefined);
    const identifiers = people.flatMap(personIdentifiersOf);
    const keys = new Set([...found.keys, ...(await Promise.all(identifiers.map(deps.keyedHash)))]);
    if (keys.size > 0) return success({ kind: 'person', keys: [...keys].sort(), leads: found.leads });
    return failure(people.length > 0 ? 'not_identifiable' : 'no_such_person');
  }
  if (who.by === 'email') return failure('unreadable_email');
  return failure(who.by === 'phone' ? 'unreadable_phone' : 'no_such_person');
}
