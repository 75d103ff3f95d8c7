import type { FeatureValue } from '../features.ts';
import { type NumberRange, parseRange } from '../number-range.ts';
import { normaliseWords } from '../plan/matches.ts';

const MAX_PARSED_NUMBER = 1e12;

/** Returns the texts that a feature is compared by, in lower case. */
export function textsOfFeature(value: FeatureValue): readonly string[] {
  if (typeof value === 'string') return [value.toLowerCase()];
  return typeof value === 'object' ? value.map((text) => text.toLowerCase()) : [String(value)];
}

/** Whether a feature is a number that {@link parseRange} reads from its text. */
export function isRangeNumber(value: FeatureValue): value is number {
  return typeof value === 'number' && Number.isInteger(value) && Math.abs(value) < MAX_PARSED_NUMBER;
}

/** Returns the ranges that a feature is; nothing for texts that are none. */
export function rangesOfFeature(value: FeatureValue, texts: readonly string[]): readonly NumberRange[] {
  if (isRangeNumber(value)) return [{ from: value, to: value }];
  return texts.flatMap((text) => parseRange(text) ?? []);
}

/** Returns every run of up to `longest` words in the texts of a feature: `vp of sales` has `vp`, `vp of`, `of sales`. */
export function phrasesOf(texts: readonly string[], longest: number): ReadonlySet<string> {
  const phrases = new Set<string>();
  for (const text of texts) {
    const words = normaliseWords(text).split(' ');
    for (let start = 0; start < words.length; start += 1) {
      let phrase = '';
      for (let end = start; end < Math.min(start + longest, words.length); end += 1) {
        phrase = end === start ? (words[end] ?? '') : `${phrase} ${words[end]}`;
        phrases.add(phrase);
      }
    }
  }
  return phrases;
}
