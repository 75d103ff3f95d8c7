import type { Features } from '../features.ts';
import type { Person } from '../intake/submission.ts';
import { readCompanyFacts } from './company-facts.ts';
import { type EmailAddress, emailKindOf, registrableDomainOf } from './email.ts';
import type { CompanyLookUpOutcome } from './enrichment-result.ts';
import type { Fact, FactFindings, Provenance, UnknownValue } from './fact.ts';
import { readJobTitle } from './job-title.ts';
import { normalisePerson } from './normalise-person.ts';
import { HIDDEN_VALUE, hasPersonalData, isShortEnough } from './personal-text.ts';
import { readPlaceFacts, readSubmittedCountry } from './place.ts';
import { readSubmittedFacts } from './submitted-facts.ts';

/** What is known about a lead before enrichment. */
export interface DeriveFeaturesInput {
  readonly person: Person;
  /** Routing fields as submitted. */
  readonly submittedFacts: Readonly<Record<string, string>>;
  readonly touch: string;
  readonly source: string;
  /** A provider's data about the company, by Baton's field names. The form overrides it, and it overrides guesses. */
  readonly company?: Readonly<Record<string, string>>;
}

/** The result of enrichment. */
export interface DerivedFeatures {
  /** Without identity: no name, address or number; `domain` only if it is a company's. */
  readonly features: Features;
  /** The source of each feature, so that a guess stays marked as one. */
  readonly provenance: Readonly<Record<string, Provenance>>;
  /** The same person with e-mail address and phone number in canonical form. */
  readonly person: Person;
  /** Values that could not be read, without personal data. */
  readonly unknownValues: readonly UnknownValue[];
  /** The provider's data as received. */
  readonly company?: DeriveFeaturesInput['company'];
  /** How the company was looked up, if a provider is configured; `because`: a code. */
  readonly lookUp?: { readonly outcome: CompanyLookUpOutcome; readonly because?: string };
}

/**
 * Derives the features that routing uses from what the form said and from data that ships with Baton. Deterministic.
 * The plan's aliases for values are not applied here. Never throws, whatever was typed.
 */
export function deriveFeatures({
  person: submittedPerson,
  submittedFacts: given,
  touch,
  source,
  company,
}: DeriveFeaturesInput): DerivedFeatures {
  const { person, email, phone, unknown } = normalisePerson(submittedPerson, readSubmittedCountry(given));
  const parts: readonly FactFindings[] = [
    { facts: [buildFormFact('touch', touch), buildFormFact('source', source)], unknownValues: unknown },
    readPlaceFacts({ submittedFacts: given, company, email, phone, website: person.website }),
    readSubmittedFacts(given),
    readCompanyFacts(company ?? {}),
    { facts: email ? readEmailFacts(email) : [], unknownValues: [] },
    { facts: readTitleFacts(person), unknownValues: [] },
  ];
  // Reversed, so that of two facts about a field the first one stays.
  const facts = parts.flatMap((part) => part.facts).toReversed();
  return {
    features: Object.fromEntries(facts.map(({ field, value }) => [field, value])),
    provenance: Object.fromEntries(facts.map(({ field, provenance: from }) => [field, from])),
    person,
    unknownValues: parts.flatMap((part) => part.unknownValues),
    ...(company && { company }),
  };
}

function buildFormFact(field: string, value: string): Fact {
  return { field, value, provenance: 'form' };
}

/** Derives facts from the e-mail address. The domain identifies the company, unless anybody can get a mailbox there. */
function readEmailFacts(email: EmailAddress): readonly Fact[] {
  const kind = emailKindOf(email);
  const domain = registrableDomainOf(email.domain);
  const isCompany = kind === 'business' || kind === 'role';
  return [
    { field: 'email_kind', value: kind, provenance: 'email' },
    ...(isCompany && domain !== undefined ? [{ field: 'domain', value: domain, provenance: 'email' as const }] : []),
  ];
}

/** Separators left around a title after the name in it is removed. */
const OUTER_SEPARATORS = /^[\s,;|–—-]+|[\s,;|–—-]+$/g;

/**
 * Returns seniority, department, and the title's text for rules that search it. The person's own name is removed from
 * the title.
 */
function readTitleFacts({ jobTitle, name }: Person): readonly Fact[] {
  if (jobTitle === undefined) return [];
  if (!isShortEnough(jobTitle)) return [{ field: 'title', value: HIDDEN_VALUE, provenance: 'title' }];
  const { seniority, department } = readJobTitle(jobTitle);
  const lower = jobTitle.toLowerCase();
  const withoutName = name === undefined ? lower : lower.replaceAll(name.toLowerCase(), ' ');
  const title = hasPersonalData(withoutName)
    ? HIDDEN_VALUE
    : withoutName.replace(/\s+/g, ' ').replace(OUTER_SEPARATORS, '');
  const found = { title, seniority, department };
  return Object.entries(found).flatMap(([field, value]): Fact[] =>
    value ? [{ field, value, provenance: 'title' }] : [],
  );
}
