import { REGIONS, regionOf } from '../enrichment/region.ts';
import type { FeatureValue } from '../features.ts';
import type { NumberRange } from '../number-range.ts';
import { ownValue } from '../own-value.ts';
import { allFieldsOf } from '../plan/compile/known-fields.ts';
import type { Condition, FieldTest } from '../plan/condition.ts';
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
const COUNTRIES_BY_DEFAULT = ['DE', 'US', 'JP'];

/** Returns the leads that some conditions of a plan tell apart. */
export function leadSpaceOf(plan: Plan, conditions: readonly Condition[]): LeadSpace {
  const fields = allFieldsOf(plan.fields, bandsOf(plan));
  const tests = Map.groupBy(conditions.flatMap(testsIn), ({ field }) => field);
  const choices = new Map<string, readonly Choice[]>();
  for (const [field, ofField] of tests) {
    const definition = ownValue(fields, field) ?? { type: 'text', alias: {} };
    const values = valuesOf(
      field,
      ofField.map(({ test }) => test),
      definition,
      plan,
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

function valuesOf(
  field: string,
  tests: readonly FieldTest[],
  definition: FieldDefinition,
  plan: Plan,
): readonly FeatureValue[] {
  if (definition.type === 'pick') return definition.values;
  if (definition.type === 'range') return numbersOf(tests, field === 'score' ? maxScoreOf(plan) : undefined);
  return textsOf(tests);
}

function maxScoreOf({ scoring }: Plan): number {
  return scoring.fit.max + scoring.behaviour.max;
}

/** Both sides of each end of a range, from zero to `max`. */
function numbersOf(tests: readonly FieldTest[], max = Number.MAX_SAFE_INTEGER): readonly number[] {
  const ends = tests.flatMap((test) => (test.op === 'within' ? endsOf(test) : []));
  const numbers = [0, ...ends.flatMap((end) => [end - 1, end])].filter((number) => number >= 0 && number <= max);
  return [...new Set(numbers)].sort((a, b) => a - b);
}

function endsOf({ from, to }: NumberRange): readonly number[] {
  return to === undefined ? [from] : [from, to + 1];
}

/** Each text that is compared with, alone and with more behind it, and one that the plan does not mention. */
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
  return [...new Set([OTHER_TEXT, ...texts])];
}

/** A band is a range of scores: a plan that asks for one asks for the other. */
function linkBands(choices: Map<string, readonly Choice[]>, plan: Plan): void {
  if (!choices.has('band') && !choices.has('score')) return;
  const starts = plan.scoring.bands.flatMap(({ from }) => [from - 1, from]);
  const numbers = [0, maxScoreOf(plan), ...starts, ...(choices.get('score') ?? [])]
    .filter((number): number is number => typeof number === 'number')
    .filter((number) => number >= 0 && number <= maxScoreOf(plan));
  choices.set(
    'score',
    [...new Set(numbers)].sort((a, b) => a - b),
  );
  choices.set('band', bandsOf(plan));
}

function impossibleBands(choices: LeadSpace['choices'], { scoring }: Plan): readonly Condition[] {
  if (!choices.has('band')) return [];
  return scoring.bands.flatMap(({ band, from }, index): readonly Condition[] => {
    const higher = scoring.bands[index - 1]?.from;
    const range: FieldTest = {
      op: 'within',
      from: index === scoring.bands.length - 1 ? 0 : from,
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
  const others = COUNTRIES_BY_DEFAULT.filter((one) => !mentioned.includes(one));
  choices.set('country', [undefined, ...others, ...mentioned]);
  choices.set('region', [undefined, ...REGIONS]);
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
