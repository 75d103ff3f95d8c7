import { COUNTRY_CODES } from '../enrichment/country-codes.ts';
import { readHeadCount } from '../enrichment/head-count.ts';
import { INDUSTRY_WORDS } from '../enrichment/industry-words.ts';
import { readLanguage } from '../enrichment/language.ts';
import { readRegion } from '../enrichment/region.ts';
import type { Features } from '../features.ts';

/**
 * What may be kept of a forgotten lead: facts about a company in a closed list of values, and what Baton itself decided.
 * None is a text that a person may have written.
 */
export const KEEPABLE = ['country', 'region', 'language', 'employees', 'industry', 'band', 'rule', 'outcome'] as const;
export type Keepable = (typeof KEEPABLE)[number];

/** What is kept unless the plan says otherwise. */
export const KEPT_BY_DEFAULT: readonly Keepable[] = ['country', 'employees', 'industry', 'band', 'rule', 'outcome'];

/** Whether a value is one that Baton itself writes. A text nobody knows may be anything, even a name. */
const IS_KNOWN: Readonly<Partial<Record<string, (value: string) => boolean>>> = {
  country: (value) => COUNTRY_CODES.has(value),
  region: (value) => readRegion(value) === value,
  language: (value) => readLanguage(value) === value,
  employees: (value) => readHeadCount(value) === value,
  industry: (value) => Object.hasOwn(INDUSTRY_WORDS, value),
  band: () => true,
};

/** Returns those features that may be kept: fields that are listed, with values that Baton knows. */
export function keptFeaturesOf(features: Features, keeps: readonly Keepable[]): Features {
  return Object.fromEntries(
    Object.entries(features).filter(
      ([name, value]) =>
        keeps.some((kept) => kept === name) && typeof value === 'string' && IS_KNOWN[name]?.(value) === true,
    ),
  );
}
