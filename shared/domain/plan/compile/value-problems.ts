import { COUNTRY_CODES, findCountryCode } from '../../enrichment/country-codes.ts';
import type { EmailKind } from '../../enrichment/email.ts';
import { readJobTitle } from '../../enrichment/job-title.ts';
import { DEPARTMENT_PHRASES, SENIORITIES } from '../../enrichment/job-title-words.ts';
import { readLanguage } from '../../enrichment/language.ts';
import { REGIONS, readRegion } from '../../enrichment/region.ts';
import { readState } from '../../enrichment/state.ts';
import { findNearestName, listNames } from '../did-you-mean.ts';
import { clipWord } from '../plan-problem.ts';

/** Finds what is wrong with a value that a plan compares a field of Baton's with; undefined when nothing is. */
export type FindValueProblem = (field: string, value: string) => string | undefined;

const EMAIL_KINDS = ['business', 'free', 'role', 'disposable'] as const satisfies readonly EmailKind[];
const DEPARTMENTS = Object.keys(DEPARTMENT_PHRASES).filter((one) => one !== 'none');

interface Vocabulary {
  readonly values: readonly string[];
  /** Returns the value that a word stands for, if it is more than a typo away. */
  readonly find?: (word: string) => string | undefined;
}

const VOCABULARIES: ReadonlyMap<string, Vocabulary> = new Map([
  ['region', { values: REGIONS, find: readRegion }],
  ['seniority', { values: SENIORITIES, find: (word: string) => readJobTitle(word).seniority }],
  ['department', { values: DEPARTMENTS, find: (word: string) => readJobTitle(word).department }],
  ['email_kind', { values: EMAIL_KINDS }],
]);

/**
 * Finds a value that the field can never have: such a rule would silently match nothing. For plans that are being
 * published; one that is in force is read as it is.
 */
export const findValueProblem: FindValueProblem = (field, value) => {
  const vocabulary = VOCABULARIES.get(field);
  if (vocabulary !== undefined) return findUnknownValue(field, value, vocabulary);
  if (field === 'country' && findCountryCode(value) === undefined)
    return describe(field, value, findCountryByEnglishName(value), 'a country code such as DE');
  if (field === 'language' && readLanguage(value) === undefined)
    return describe(field, value, undefined, 'a language code such as de');
  if (field === 'domain' && /[\s/@:]/.test(value))
    return describe(field, value, undefined, 'a domain such as rival.example');
  if (field === 'state' && !/^[a-z]{2}-/i.test(value)) {
    const code = ['US', 'CA'].map((country) => readState(value, country)).find((read) => read !== value && read);
    if (code !== undefined) return describe(field, value, code, 'a state with its country, such as US-CA');
  }
  return undefined;
};

function findUnknownValue(field: string, value: string, { values, find }: Vocabulary): string | undefined {
  if (values.includes(value.toLowerCase())) return undefined;
  return describe(field, value, find?.(value) ?? findNearestName(value, values), `one of ${listNames(values)}`);
}

function describe(field: string, value: string, meant: string | undefined, expected: string): string {
  const told = `\`${field}\` is never \`${clipWord(value)}\``;
  return meant === undefined ? `${told}; expected ${expected}` : `${told}; did you mean \`${meant}\`?`;
}

function findCountryByEnglishName(text: string): string | undefined {
  const names = new Intl.DisplayNames(['en'], { type: 'region' });
  const known = new Map(Array.from(COUNTRY_CODES, (code) => [(names.of(code) ?? code).toLowerCase(), code]));
  const nearest = findNearestName(text, [...known.keys()]);
  return nearest === undefined ? undefined : known.get(nearest);
}
