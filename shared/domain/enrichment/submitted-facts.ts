import type { Fact, FactFindings, UnknownValue } from './fact.ts';
import { readHeadCount } from './head-count.ts';
import { readIndustry } from './industry.ts';
import { readLanguage } from './language.ts';
import { hasEmailAddress, hasPersonalData, isShortEnough, redactValue } from './personal-text.ts';

/** Reads a field's value; undefined if it cannot be read. */
type FieldReader = (said: string) => string | undefined;

const FIELD_READERS: Readonly<Record<string, FieldReader>> = {
  employees: readHeadCount,
  industry: (said) => readIndustry(said) ?? keepAsSubmitted(said),
  language: readLanguage,
  page: pagePathOf,
};

/** Read elsewhere, together with other clues about place. */
const PLACE_FIELDS: ReadonlySet<string> = new Set(['country', 'region', 'state']);

/** Set by Baton only; a form cannot supply them. */
const DERIVED_FIELDS: ReadonlySet<string> = new Set([
  'touch',
  'source',
  'domain',
  'email_kind',
  'title',
  'score',
  'band',
]);

/** Reads the submitted facts: head count, industry, language, page, and every other field of the plan as submitted. */
export function readSubmittedFacts(given: Readonly<Record<string, string>>): FactFindings {
  const facts: Fact[] = [];
  const unknown: UnknownValue[] = [];
  for (const [field, submitted] of Object.entries(given)) {
    if (PLACE_FIELDS.has(field) || DERIVED_FIELDS.has(field)) continue;
    const read = Object.hasOwn(FIELD_READERS, field) ? FIELD_READERS[field] : keepAsSubmitted;
    const value = isShortEnough(submitted) ? read?.(submitted) : undefined;
    if (value !== undefined) facts.push({ field, value, provenance: 'form' });
    else unknown.push({ field, ...toShownValue(submitted) });
  }
  return { facts, unknownValues: unknown };
}

function keepAsSubmitted(said: string): string | undefined {
  return hasPersonalData(said) ? undefined : said.replace(/\s+/g, ' ').trim() || undefined;
}

/**
 * Returns the path of a page, `/careers/jobs` for `https://www.acme.example/careers/jobs?ref=7`. The rest of the URL
 * may identify the visitor.
 */
function pagePathOf(said: string): string | undefined {
  const path = URL.parse(said, 'https://page.invalid')?.pathname;
  return path === undefined || hasEmailAddress(path) ? undefined : path;
}

function toShownValue(said: string): { readonly value?: string } {
  const value = redactValue(said);
  return value === undefined ? {} : { value };
}
