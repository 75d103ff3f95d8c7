import type { Features } from '../features.ts';
import type { Person } from '../intake/submission.ts';
import { companyFacts } from './company-facts.ts';
import { type EmailAddress, emailKind, registrableDomain } from './email.ts';
import type { LookUp } from './enrichment-result.ts';
import type { Fact, Findings, Provenance, UnknownValue } from './fact.ts';
import { readJobTitle } from './job-title.ts';
import { normalisePerson } from './normalise-person.ts';
import { isShortEnough, looksPersonal } from './personal-text.ts';
import { countrySaid, placeFacts } from './place.ts';
import { givenFacts } from './submitted-facts.ts';

/** What is known of a lead when nothing has been found out yet. */
export interface EnrichInput {
  readonly person: Person;
  /** Routing fields as the form said them. */
  readonly given: Readonly<Record<string, string>>;
  readonly touch: string;
  readonly source: string;
  /** What a provider says about the company, by our names of fields; the form beats it, and it beats a guess. */
  readonly company?: Readonly<Record<string, string>>;
}

/** What was found out. */
export interface EnrichResult {
  /** Without identity: no name, address or number; `domain` only where it is a company's. */
  readonly features: Features;
  /** Where each feature comes from, so that a guess stays marked as one. */
  readonly provenance: Readonly<Record<string, Provenance>>;
  /** The same person with address and number in their one spelling. */
  readonly person: Person;
  /** Values that could not be read, without personal data. */
  readonly unknown: readonly UnknownValue[];
  /** What the provider said, as it was given. */
  readonly company?: EnrichInput['company'];
  /** How the company was looked up, where somebody can be asked at all; `because`: a code. */
  readonly lookUp?: { readonly outcome: LookUp; readonly because?: string };
}

/**
 * Finds out what routing looks at, from what the form said and the data Baton ships: the same answer every time. The plan's
 * own words for values (aliases) are not applied here. Never throws, whatever was typed.
 */
export function enrich({ person: said, given, touch, source, company }: EnrichInput): EnrichResult {
  const { person, email, phone, unknown } = normalisePerson(said, countrySaid(given));
  const parts: readonly Findings[] = [
    { facts: [form('touch', touch), form('source', source)], unknown },
    placeFacts({ given, company, email, phone, website: person.website }),
    givenFacts(given),
    companyFacts(company ?? {}),
    { facts: email ? mailFacts(email) : [], unknown: [] },
    { facts: titleFacts(person), unknown: [] },
  ];
  // Backwards, so that of two facts about a field the first found is the one that stays.
  const facts = parts.flatMap((part) => part.facts).toReversed();
  return {
    features: Object.fromEntries(facts.map(({ field, value }) => [field, value])),
    provenance: Object.fromEntries(facts.map(({ field, from }) => [field, from])),
    person,
    unknown: parts.flatMap((part) => part.unknown),
    ...(company && { company }),
  };
}

function form(field: string, value: string): Fact {
  return { field, value, from: 'form' };
}

/** The domain says which company, unless the mailbox is one that anybody can get. */
function mailFacts(email: EmailAddress): readonly Fact[] {
  const kind = emailKind(email);
  const domain = registrableDomain(email.domain);
  const isCompany = kind === 'business' || kind === 'role';
  return [
    { field: 'email_kind', value: kind, from: 'email' },
    ...(isCompany && domain !== undefined ? [{ field: 'domain', value: domain, from: 'email' as const }] : []),
  ];
}

/** What is left around a title when the name in it is taken out. */
const LOOSE_ENDS = /^[\s,;|–—-]+|[\s,;|–—-]+$/g;

/** Rank, field of work, and the title's words for rules that look for one. A title with the person's own name in it loses the name. */
function titleFacts({ jobTitle, name }: Person): readonly Fact[] {
  if (jobTitle === undefined || !isShortEnough(jobTitle)) return [];
  const { seniority, department } = readJobTitle(jobTitle);
  const lower = jobTitle.toLowerCase();
  const nameless = name === undefined ? lower : lower.replaceAll(name.toLowerCase(), ' ');
  const title = looksPersonal(nameless) ? '' : nameless.replace(/\s+/g, ' ').replace(LOOSE_ENDS, '');
  const found = { title, seniority, department };
  return Object.entries(found).flatMap(([field, value]): Fact[] => (value ? [{ field, value, from: 'title' }] : []));
}
