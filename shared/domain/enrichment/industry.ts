import { foldWords } from '../intake/clean-text.ts';
import { INDUSTRY_WORDS } from './industry-words.ts';

/** Made of the words with the same folding that questions get. */
const STANDARD: ReadonlyMap<string, string> = new Map(
  Object.entries(INDUSTRY_WORDS).flatMap(([standard, words]) =>
    [standard, ...words.split(', ')].map((word): [string, string] => [packed(word), standard]),
  ),
);

/**
 * The standard word for what a company does: `COMPUTER_SOFTWARE`, `Logiciels` and `SaaS / Software` are `software`. All parts of a
 * list that say something must agree. Undefined when it is none of the words known.
 */
export function readIndustry(text: string): string | undefined {
  const whole = STANDARD.get(packed(text));
  if (whole !== undefined) return whole;
  const parts = text.split(/[,;/|()&+]|\s-\s/).map((part) => STANDARD.get(packed(part)));
  const said = new Set(parts.filter((standard) => standard !== undefined));
  return said.size === 1 ? [...said][0] : undefined;
}

function packed(text: string): string {
  return foldWords(text).replaceAll(' ', '');
}
