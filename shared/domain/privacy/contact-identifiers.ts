import { companyDomainOf } from '../accounts/company-domain.ts';
import { normaliseEmail, readEmails } from '../enrichment/email.ts';
import { personKeysOf } from '../enrichment/person-keys.ts';
import { readPhones } from '../enrichment/phone.ts';
import type { Person } from '../intake/submission.ts';
import { failure, type Result, success } from '../result.ts';
import { variantsOf } from './person-texts.ts';

/** Identifiers of one person, so that a lead stays small however many addresses its person has given. */
const MAX_IDENTIFIERS = 60;

/** Names of a host that are looked up: the host itself and those above it. */
const MAX_DOMAIN_LEVELS = 4;

/**
 * Returns everything by which a person may be on the do-not-contact list: each address, each phone number, alone and
 * with the name, and the domains of the addresses. They are personal data: store and compare only their keyed hash.
 */
export function contactIdentifiersOf(person: Person): readonly string[] {
  const variants = variantsAlone(person);
  const phones = variants.flatMap(({ phone }) => (phone === undefined ? [] : readPhones(phone)));
  const domains = variants.flatMap(({ email }) => (email === undefined ? [] : readEmails(email)));
  const all = [
    ...personIdentifiersOf(person),
    ...phones.map(({ number }) => identifyPhone(number)),
    ...domains.flatMap(({ domain }) => levelsOf(domain)).map(identifyDomain),
  ];
  return [...new Set(all)].slice(0, MAX_IDENTIFIERS);
}

/** Returns what stands for a person alone: each address, and each phone number with each name. */
export function personIdentifiersOf(person: Person): readonly string[] {
  return [...new Set(variantsAlone(person).flatMap(personKeysOf))];
}

/** Others who wrote from the same mailbox are people of their own. */
function variantsAlone({ otherPeople: _, ...alone }: Person): readonly Person[] {
  return variantsOf(alone);
}

/** Returns the identifier of a phone number, whoever gives it. Undefined if it cannot be read. */
export function phoneIdentifierOf(text: string): string | undefined {
  const [phone] = readPhones(text);
  return phone && identifyPhone(phone.number);
}

/**
 * Returns the identifier of all addresses at a domain, `@acme.example` or `acme.example`, and below it. A domain where
 * anybody gets a mailbox, and an ending such as `co.uk`, names no company.
 */
export function domainIdentifierOf(text: string): Result<string, 'unreadable_domain' | 'open_domain'> {
  const domain = normaliseEmail(`x@${text.trim().replace(/^@/, '')}`)?.domain;
  if (domain === undefined) return failure('unreadable_domain');
  return companyDomainOf(domain) === undefined ? failure('open_domain') : success(identifyDomain(domain));
}

function identifyPhone(number: string): string {
  return `phone:${number}`;
}

function identifyDomain(domain: string): string {
  return `domain:${domain}`;
}

/** Returns a domain with those above it: `mail.acme.example`, `acme.example`. */
function levelsOf(domain: string): readonly string[] {
  const labels = domain.split('.');
  return labels
    .slice(0, -1)
    .map((_, at) => labels.slice(at).join('.'))
    .slice(-MAX_DOMAIN_LEVELS);
}
