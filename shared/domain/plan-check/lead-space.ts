import { COUNTRY_CODES } from '../enrichment/country-codes.ts';
import { REGIONS, type Region, regionOf } from '../enrichment/region.ts';
import type { FeatureValue } from '../features.ts';
import type { NumberRange } from '../number-range.ts';
import { ownValue } from '../own-value.ts';
import { allFieldsOf } from '../plan/compile/known-fields.ts';
import type { Condition, FieldTest } from '../plan/condition.ts';
import { passesTest } from '../plan/matches.ts';
import type { FieldDefinition, Plan } from '../plan/plan.ts';

/** A value that a lead can have in a field; undefined when the field is unknown. */
export type Choice = FeatureValue | undefined;

/**
 * Leads as far as a plan tells them apart: for each field it asks for, one value of each kind that its tests treat alike,
 * and what no lead has at once.
 */
export interface LeadSpace {
  readonly choices: ReadonlyMap<string, readonly Choice[]>;
  /** Conditions that no lead meets: a country with another region than its own, a score with the wrong band. */
  readonly impossible: readonly Condition[];
}

/** Fields that every lead has once it is routed. */
const ALWAYS_KNOWN: ReadonlySet<string> = new Set(['touch', 'source', 'score', 'band']);
/** Stands for every text that the plan does not mention. */
const OTHER_TEXT = 'something-else';
/** Stand for the others of their region, if the plan does not mention them. */
const LIKELY_COUNTRIES = ['DE', 'US', 'JP'];

/** Returns the leads that some conditions of a plan tell apart. */
export function leadSpaceOf(plan: Plan, conditions: readonly Condition[]): LeadSpace {
  const fields = allFieldsOf(plan.fields, bandsOf(plan));
  const tests = Map.groupBy(conditions.flatMap(testsIn), ({ field }) => field);
  const choices = new Map<string, readonly Choice[]>();
  for (const [field, ofField] of tests) {
    const definition = ownValue(fields, field) ?? { type: 'text', alias: {} };
    const values = valuesOf(
      ofField.map(({ test }) => test),
      definition,
    );
    choices.set(field, ALWAYS_KNOWN.has(field) ? values : [undefined, ...values]);
  }
  linkBands(choices, plan);
  linkCountries(choices);
  return { choices, impossible: [...impossibleBands(choices, plan), ...impossibleRegions(choices)] };
}

interface TestedField {
  readonly field: string;
  readonly test: FieldTest;
}

function testsIn(condition: Condition): readonly TestedField[] {
  return condition.kind === 'field' ? [condition] : condition.of.flatMap(testsIn);
}

function bandsOf({ scoring }: Plan): readonly string[] {
  return scoring.bands.map(({ band }) => band);
}

function valuesOf(tests: readonly FieldTest[], definition: FieldDefinition): readonly FeatureValue[] {
  if (definition.type === 'pick') return definition.values;
  if (definition.type === 'range') return numbersOf(tests);
  return textsOf(tests);
}

/** The scores that a lead can have: below zero only where the plan takes points away. */
function scoreRangeOf({ scoring: { fit, behaviour } }: Plan): Required<NumberRange> {
  const takesAway = [...fit.points, ...behaviour.points].some(({ add }) => add < 0);
  return { from: takesAway ? Number.MIN_SAFE_INTEGER : 0, to: fit.max + behaviour.max };
}

/** Zero, and both sides of each end of a range. Counts are not below zero, unless the plan names such a number. */
function numbersOf(tests: readonly FieldTest[]): readonly number[] {
  const ranges = tests.filter((test) => test.op === 'within');
  const isBelowZero = ranges.some(({ from, to }) => (to ?? 0) < 0 || (from < 0 && from > Number.MIN_SAFE_INTEGER));
  const numbers = [0, ...ranges.flatMap(endsOf).flatMap((end) => [end - 1, end])];
  return inOrder(isBelowZero ? numbers : numbers.filter((number) => number >= 0));
}

/** Whole numbers once each, those nearest to zero first: a lead that is shown has likely ones. */
function inOrder(numbers: readonly number[]): readonly number[] {
  return [...new Set(numbers)].filter(Number.isSafeInteger).sort((a, b) => Math.abs(a) - Math.abs(b) || b - a);
}

function endsOf({ from, to }: NumberRange): readonly number[] {
  return to === undefined ? [from] : [from, to + 1];
}

/**
 * Each text that is compared with, alone and with more behind it, and one that the plan does not mention. Of texts that
 * all tests treat alike, as the values of a table, one stands for all.
 */
function textsOf(tests: readonly FieldTest[]): readonly string[] {
  const texts = tests.flatMap((test): readonly string[] => {
    switch (test.op) {
      case 'in':
      case 'not':
        return test.values;
      case 'starts':
        return [test.with, `${test.with}${OTHER_TEXT}`];
      case 'has':
        return test.words.flatMap((word) => [word, `${word} ${OTHER_TEXT}`]);
      case 'is':
        return ['true', 'false'];
      default:
        return [];
    }
  });
  return oneOfEachKind([...new Set([OTHER_TEXT, ...texts])], tests);
}

/** How many texts are compared one by one: a plan without tables mentions fewer. */
const MAX_TEXTS_APART = 100;

function oneOfEachKind(texts: readonly string[], tests: readonly FieldTest[]): readonly string[] {
  if (texts.length <= MAX_TEXTS_APART) return texts;
  const kinds = new Map<string, string>();
  for (const text of texts) {
    const kind = tests.map((test) => (passesTest(test, text) ? '1' : '0')).join('');
    if (!kinds.has(kind)) kinds.set(kind, text);
  }
  return [...kinds.values()];
}

/** A band is a range of scores: a plan that asks for one asks for the other. */
function linkBands(choices: Map<string, readonly Choice[]>, plan: Plan): void {
  if (!choices.has('band') && !choices.has('score')) return;
  const starts = plan.scoring.bands.flatMap(({ from }) => [from - 1, from]);
  const scores = scoreRangeOf(plan);
  const numbers = [0, scores.to, ...starts, ...(choices.get('score') ?? [])]
    .filter((number): number is number => typeof number === 'number')
    .filter((number) => number >= scores.from && number <= scores.to);
  choices.set('score', inOrder(numbers));
  choices.set('band', bandsOf(plan));
}

function impossibleBands(choices: LeadSpace['choices'], { scoring }: Plan): readonly Condition[] {
  if (!choices.has('band')) return [];
  return scoring.bands.flatMap(({ band, from }, index): readonly Condition[] => {
    const higher = scoring.bands[index - 1]?.from;
    const range: FieldTest = {
      op: 'within',
      from: index === scoring.bands.length - 1 ? Number.MIN_SAFE_INTEGER : from,
      ...(higher !== undefined && { to: higher - 1 }),
    };
    return [bothOf(field('score', range), field('band', { op: 'not', values: [band] }))];
  });
}

/** A region follows from the country, where that is known. */
function linkCountries(choices: Map<string, readonly Choice[]>): void {
  const countries = choices.get('country');
  const regions = choices.get('region');
  if (countries === undefined && regions === undefined) return;
  const mentioned = (countries ?? []).filter((one) => one !== undefined && one !== OTHER_TEXT);
  const others = REGIONS.flatMap((region) => findOtherCountry(region, mentioned) ?? []);
  choices.set('country', [undefined, ...others, ...mentioned]);
  choices.set('region', [undefined, ...REGIONS]);
}

/** Returns a country of a region that stands for those that the plan does not mention. */
function findOtherCountry(region: Region, mentioned: readonly Choice[]): string | undefined {
  const codes = [...LIKELY_COUNTRIES, ...COUNTRY_CODES];
  return codes.find((code) => regionOf(code) === region && !mentioned.includes(code));
}

function impossibleRegions(choices: LeadSpace['choices']): readonly Condition[] {
  return (choices.get('country') ?? []).flatMap((country): readonly Condition[] => {
    const region = typeof country === 'string' ? regionOf(country.toUpperCase()) : undefined;
    if (typeof country !== 'string' || region === undefined) return [];
    return [
      bothOf(field('country', { op: 'in', values: [country] }), field('region', { op: 'not', values: [region] })),
    ];
  });
}

function field(name: string, test: FieldTest): Condition {
  return { kind: 'field', field: name, test };
}

function bothOf(...of: readonly Condition[]): Condition {
  return { kind: 'all', of };
}
