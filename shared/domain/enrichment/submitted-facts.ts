import type { Fact, Findings, UnknownValue } from './fact.ts';
import { readHeadCount } from './head-count.ts';
import { readIndustry } from './industry.ts';
import { readLanguage } from './language.ts';
import { holdsAddress, isShortEnough, looksPersonal, shownValue } from './personal-text.ts';

/** Reads a field's value; undefined if it cannot be read. */
type Reader = (said: string) => string | undefined;

const READERS: Readonly<Record<string, Reader>> = {
  employees: readHeadCount,
  industry: (said) => readIndustry(said) ?? asSaid(said),
  language: readLanguage,
  page: pagePath,
};

/** Read elsewhere, together with other clues about place. */
const PLACE: ReadonlySet<string> = new Set(['country', 'region', 'state']);

/** Set by Baton only; a form cannot supply them. */
const OURS: ReadonlySet<string> = new Set(['touch', 'source', 'domain', 'email_kind', 'title', 'score', 'band']);

/** Reads the submitted facts: head count, industry, language, page, and every other field of the plan as submitted. */
export function givenFacts(given: Readonly<Record<string, string>>): Findings {
  const facts: Fact[] = [];
  const unknown: UnknownValue[] = [];
  for (const [field, said] of Object.entries(given)) {
    if (PLACE.has(field) || OURS.has(field)) continue;
    const read = Object.hasOwn(READERS, field) ? READERS[field] : asSaid;
    const value = isShortEnough(said) ? read?.(said) : undefined;
    if (value !== undefined) facts.push({ field, value, from: 'form' });
    else unknown.push({ field, ...shown(said) });
  }
  return { facts, unknown };
}

function asSaid(said: string): string | undefined {
  return looksPersonal(said) ? undefined : said.replace(/\s+/g, ' ').trim() || undefined;
}

/**
 * Returns the path of a page, `/careers/jobs` for `https://www.acme.example/careers/jobs?ref=7`. The rest of the URL
 * may identify the visitor.
 */
function pagePath(said: string): string | undefined {
  const path = URL.parse(said, 'https://page.invalid')?.pathname;
  return path === undefined || holdsAddress(path) ? undefined : path;
}

function shown(said: string): { readonly value?: string } {
  const value = shownValue(said);
  return value === undefined ? {} : { value };
}
