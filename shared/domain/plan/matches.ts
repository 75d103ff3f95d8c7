import type { Features, FeatureValue } from '../features.ts';
import { isWithinRange, type NumberRange, parseRange } from '../number-range.ts';
import { ownValue } from '../own-value.ts';
import type { Condition, FieldTest } from './condition.ts';

/** Whether a condition holds. If not, the first field whose test failed; for `any`, that of its first alternative. */
export type ConditionMatch = { readonly holds: true } | { readonly holds: false; readonly field: string };

const HOLDS: ConditionMatch = { holds: true };

/**
 * Tests a condition against the features of a lead, ignoring case. An unknown field fails every test except `not` and
 * `unknown`. An empty `all` always holds, an empty `any` never does.
 */
export function matchCondition(condition: Condition, features: Features): ConditionMatch {
  if (condition.kind === 'field') {
    const value = ownValue(features, condition.field);
    return passesTest(condition.test, value) ? HOLDS : { holds: false, field: condition.field };
  }
  if (condition.kind === 'all') {
    for (const part of condition.of) {
      const match = matchCondition(part, features);
      if (!match.holds) return match;
    }
    return HOLDS;
  }
  let first: ConditionMatch | undefined;
  for (const part of condition.of) {
    const match = matchCondition(part, features);
    if (match.holds) return match;
    first ??= match;
  }
  return first ?? { holds: false, field: 'any' };
}

/** Returns the names of the fields that a condition uses, without duplicates, in the order written. */
export function fieldsIn(condition: Condition): readonly string[] {
  return condition.kind === 'field' ? [condition.field] : [...new Set(condition.of.flatMap(fieldsIn))];
}

/** Whether a value of a field, or undefined for an unknown field, passes a test. */
export function passesTest(test: FieldTest, value: FeatureValue | undefined): boolean {
  if (value === undefined) return test.op === 'unknown' || test.op === 'not';
  switch (test.op) {
    case 'known':
      return true;
    case 'unknown':
      return false;
    case 'in':
      return isAmong(test.values, value);
    case 'not':
      return !isAmong(test.values, value);
    case 'is':
      return textsOf(value).includes(String(test.value));
    case 'starts':
      return textsOf(value).some((text) => text.startsWith(test.with.toLowerCase()));
    case 'has':
      return textsOf(value).some((text) => test.words.some((word) => containsWords(text, word)));
    case 'within':
      return textsOf(value).some((text) => isWithin(text, test));
  }
}

/** Lists of a table can be long and never change, so the set of each is kept as long as its plan. */
const LONG_LISTS = new WeakMap<readonly string[], ReadonlySet<string>>();
const LONG_LIST = 16;

function isAmong(wanted: readonly string[], value: FeatureValue): boolean {
  const texts = textsOf(value);
  if (wanted.length < LONG_LIST) return wanted.some((word) => texts.includes(word.toLowerCase()));
  const known = LONG_LISTS.get(wanted) ?? new Set(wanted.map((word) => word.toLowerCase()));
  LONG_LISTS.set(wanted, known);
  return texts.some((text) => known.has(text));
}

function textsOf(value: FeatureValue): readonly string[] {
  return (typeof value === 'object' ? value : [String(value)]).map((text) => text.toLowerCase());
}

function isWithin(text: string, outer: NumberRange): boolean {
  const inner = parseRange(text);
  return inner !== undefined && isWithinRange(inner, outer);
}

/** Matches whole words only: `intern` does not match `international sales manager`. */
function containsWords(text: string, word: string): boolean {
  const wanted = normaliseWords(word);
  return wanted !== '' && ` ${normaliseWords(text)} `.includes(` ${wanted} `);
}

/** Returns the words of a text in lower case, separated by single spaces. */
export function normaliseWords(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
