import { foldWords } from '../intake/clean-text.ts';
import { lazyValue } from '../lazy-value.ts';
import { INDUSTRY_WORDS } from './industry-words.ts';

/** Built with the same folding that is applied to the text looked up. */
const standardTerms = lazyValue(
  (): ReadonlyMap<string, string> =>
    new Map(
      Object.entries(INDUSTRY_WORDS).flatMap(([standard, words]) =>
        [standard, ...words.split(', ')].map((word): [string, string] => [compactTerm(word), standard]),
      ),
    ),
);

/**
 * Returns the standard term for an industry: `COMPUTER_SOFTWARE`, `Logiciels` and `SaaS / Software` are `software`. In
 * a list, all known parts must agree. Undefined if the term is unknown.
 */
export function readIndustry(text: string): string | undefined {
  const whole = standardTerms().get(compactTerm(text));
  if (whole !== undefined) return whole;
  const parts = text.split(/[,;/|()&+]|\s-\s/).map((part) => standardTerms().get(compactTerm(part)));
  const said = new Set(parts.filter((standard) => standard !== undefined));
  return said.size === 1 ? [...said][0] : undefined;
}

function compactTerm(text: string): string {
  return foldWords(text).replaceAll(' ', '');
}
