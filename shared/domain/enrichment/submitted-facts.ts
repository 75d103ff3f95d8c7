import type { Fact, FactFindings, UnknownValue } from './fact.ts';
import { readHeadCount } from './head-count.ts';
import { readIndustry } from './industry.ts';
import { readLanguage } from './language.ts';
import { HIDDEN_VALUE, hasEmailAddress, hasPersonalData, isShortEnough, redactValue } from './personal-text.ts';
import { hasDialledNumber } from './phone-in-text.ts';
import { isSpreadsheetDate } from './spreadsheet-date.ts';

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

/** Texts that a rule may use without declaring them. */
const TEXT_FIELDS: ReadonlySet<string> = new Set(['campaign', 'page']);

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

/** Whether a submitted value is one that a spreadsheet turned into something else. */
export function isSpoiled(field: string, submitted: string): boolean {
  return field === 'employees' && isSpreadsheetDate(submitted);
}

/** Reads the submitted facts: head count, industry, language, page, and every other field of the plan as submitted. */
export function readSubmittedFacts(given: Readonly<Record<string, string>>): FactFindings {
  return readFacts(given, isSpoiled);
}

/** Reads facts whose values come from a program, which writes every number as it is. */
export function readStatedFacts(stated: Readonly<Record<string, string>>): FactFindings {
  return readFacts(stated, () => false);
}

function readFacts(given: Readonly<Record<string, string>>, isBad: typeof isSpoiled): FactFindings {
  const facts: Fact[] = [];
  const unknown: UnknownValue[] = [];
  for (const [field, submitted] of Object.entries(given)) {
    if (PLACE_FIELDS.has(field) || DERIVED_FIELDS.has(field)) continue;
    const read = Object.hasOwn(FIELD_READERS, field) ? FIELD_READERS[field] : keepAsSubmitted;
    const mayRead = !isBad(field, submitted) && (field === 'page' || isShortEnough(submitted));
    const value = mayRead ? read?.(submitted) : undefined;
    if (value !== undefined) facts.push({ field, value, provenance: 'form' });
    else unknown.push({ field, ...toShownValue(submitted) });
    if (value === undefined && TEXT_FIELDS.has(field)) facts.push({ field, value: HIDDEN_VALUE, provenance: 'form' });
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
  if (path === undefined || !isShortEnough(path)) return undefined;
  return [path, decodePath(path)].some((text) => hasEmailAddress(text) || hasDialledNumber(text)) ? undefined : path;
}

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function toShownValue(said: string): { readonly value?: string } {
  const value = redactValue(said);
  return value === undefined ? {} : { value };
}
