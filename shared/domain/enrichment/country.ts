import { foldWords } from '../intake/clean-text.ts';
import { findCountryCode } from './country-codes.ts';
import { findCountryByName } from './country-names.ts';

const FLAG = /\p{Regional_Indicator}{2}/gu;
const FIRST_INDICATOR = 0x1f1e6;

/**
 * Two-letter endings that say little about where a company is: sold worldwide for their sound (`.io`, `.ai`, `.co`),
 * given away (`.tk`), or not of a single country (`.eu`; `.su` is not a country code at all).
 */
const GENERIC_COUNTRY_ENDINGS: ReadonlySet<string> = new Set(
  (
    'ac ad ag ai am as bz cc cd cf co cx dj eu fm ga gg gl gq gs im io je ki la lc ly me ml mn ms mu nu nr pm pn pw re sc sh so st ' +
    'su sx sy tc tf tk tl tm to tv vc vg vu wf ws yt'
  ).split(' '),
);

/**
 * Reads a country as forms state it and returns its ISO 3166-1 alpha-2 code. Accepts codes of two or three letters or
 * digits, names in many languages, flags, and common list formats such as `Germany (+49)`, `DE - Germany`, `Berlin,
 * Germany`, `en-US`, `US-CA`. Undefined if the text names no country, or several.
 */
export function readCountry(text: string): string | undefined {
  const flags = text.match(FLAG) ?? [];
  const words = text.replace(FLAG, ' ').trim();
  if (words === '') return findCountryCode(flags.map(flagToLetters).join(''));
  const locale = /^[a-z]{2}[-_]([A-Z]{2})$/.exec(words)?.[1];
  const subdivided = /^([A-Z]{2})-[A-Z0-9]{1,3}$/.exec(words)?.[1];
  return findCountryCode(locale ?? subdivided ?? words) ?? findNamedCountry(words) ?? findCountryInParts(words);
}

/** Guesses the country from a domain's ending, unless the ending is sold worldwide. */
export function guessCountryByEnding(ending: string): string | undefined {
  return ending.length !== 2 || GENERIC_COUNTRY_ENDINGS.has(ending) ? undefined : findCountryCode(ending);
}

function findNamedCountry(text: string): string | undefined {
  const folded = foldWords(text);
  return findCountryByName(folded) ?? findCountryByName(folded.replace(/^the /, '').replace(/ the$/, ''));
}

/**
 * Looks for names only: in `San Francisco, CA` the two letters are not a country. All parts that name a country must
 * agree.
 */
function findCountryInParts(text: string): string | undefined {
  const parts = text.split(/[,;/|()[\]–—]|\s-\s?|\s?-\s/);
  const countries = new Set(parts.map(findNamedCountry).filter((code) => code !== undefined));
  return countries.size === 1 ? [...countries][0] : undefined;
}

function flagToLetters(flag: string): string {
  return [...flag].map((sign) => String.fromCharCode(65 + (sign.codePointAt(0) ?? 0) - FIRST_INDICATOR)).join('');
}
