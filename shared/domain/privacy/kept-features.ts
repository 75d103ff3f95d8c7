import { COUNTRY_CODES } from '../enrichment/country-codes.ts';
import { readHeadCount } from '../enrichment/head-count.ts';
import { INDUSTRY_WORDS } from '../enrichment/industry-words.ts';
import { readLanguage } from '../enrichment/language.ts';
import { readRegion } from '../enrichment/region.ts';
import type { Features } from '../features.ts';
import type { Keepable } from '../plan/privacy.ts';

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
