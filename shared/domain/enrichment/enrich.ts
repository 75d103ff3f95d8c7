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

/** What is known about a lead before enrichment. */
export interface EnrichInput {
  readonly person: Person;
  /** Routing fields as submitted. */
  readonly given: Readonly<Record<string, string>>;
  readonly touch: string;
  readonly source: string;
  /** A provider's data about the company, by Baton's field names. The form overrides it, and it overrides guesses. */
  readonly company?: Readonly<Record<string, string>>;
}

/** The result of enrichment. */
export interface EnrichResult {
  /** Without identity: no name, address or number; `domain` only if it is a company's. */
  readonly features: Features;
  /** The source of each feature, so that a guess stays marked as one. */
  readonly provenance: Readonly<Record<string, Provenance>>;
  /** The same person with e-mail address and phone number in canonical form. */
  readonly person: Person;
  /** Values that could not be read, without personal data. */
  readonly unknown: readonly UnknownValue[];
  /** The provider's data as received. */
  readonly company?: EnrichInput['company'];
  /** How the company was looked up, if a provider is configured; `because`: a code. */
  readonly lookUp?: { readonly outcome: LookUp; readonly because?: string };
}

/**
 * Derives the features that routing uses from what the form said and from data that ships with Baton. Deterministic.
 * The plan's aliases for values are not applied here. Never throws, whatever was typed.
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
  // Reversed, so that of two facts about a field the first one stays.
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

/** Derives facts from the e-mail address. The domain identifies the company, unless anybody can get a mailbox there. */
function mailFacts(email: EmailAddress): readonly Fact[] {
  const kind = emailKind(email);
  const domain = registrableDomain(email.domain);
  const isCompany = kind === 'business' || kind === 'role';
  return [
    { field: 'email_kind', value: kind, from: 'email' },
    ...(isCompany && domain !== undefined ? [{ field: 'domain', value: domain, from: 'email' as const }] : []),
  ];
}

/** Separators left around a title after the name in it is removed. */
const LOOSE_ENDS = /^[\s,;|–—-]+|[\s,;|–—-]+$/g;

/**
 * Returns seniority, department, and the title's text for rules that search it. The person's own name is removed from
 * the title.
 */
function titleFacts({ jobTitle, name }: Person): readonly Fact[] {
  if (jobTitle === undefined || !isShortEnough(jobTitle)) return [];
  const { seniority, department } = readJobTitle(jobTitle);
  const lower = jobTitle.toLowerCase();
  const nameless = name === undefined ? lower : lower.replaceAll(name.toLowerCase(), ' ');
  const title = looksPersonal(nameless) ? '' : nameless.replace(/\s+/g, ' ').replace(LOOSE_ENDS, '');
  const found = { title, seniority, department };
  return Object.entries(found).flatMap(([field, value]): Fact[] => (value ? [{ field, value, from: 'title' }] : []));
}
