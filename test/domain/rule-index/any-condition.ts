import fc from 'fast-check';
import type { Features, FeatureValue } from '../../../shared/domain/features.ts';
import type { Condition, FieldTest } from '../../../shared/domain/plan/condition.ts';

const FIELDS = ['region', 'employees', 'title', 'page'] as const;
const WORDS = [
  'emea',
  'EMEA',
  'amer',
  '1-99',
  '100-999',
  '1000+',
  '250',
  'true',
  'VP of Sales',
  'vp',
  'sales',
  '/de',
  '',
];
const word = fc.constantFrom(...WORDS);
const bound = fc.integer({ min: -5, max: 1_200 });

const anyTest: fc.Arbitrary<FieldTest> = fc.oneof(
  fc.record({ op: fc.constantFrom('in' as const, 'not' as const), values: fc.array(word, { maxLength: 3 }) }),
  fc.record({ op: fc.constant('within' as const), from: bound }),
  fc.record({ op: fc.constant('within' as const), from: bound, to: bound }),
  fc.record({ op: fc.constant('starts' as const), with: fc.constantFrom('', '/', 'VP', 'e', '1') }),
  fc.record({ op: fc.constant('has' as const), words: fc.array(word, { maxLength: 2 }) }),
  fc.record({ op: fc.constant('is' as const), value: fc.boolean() }),
  fc.record({ op: fc.constantFrom('known' as const, 'unknown' as const) }),
);
const anyFieldCondition: fc.Arbitrary<Condition> = fc.record({
  kind: fc.constant('field' as const),
  field: fc.constantFrom(...FIELDS),
  test: anyTest,
});

/** Conditions with every test, and alternatives within alternatives: some have more ways to hold than are indexed. */
export const anyCondition: fc.Arbitrary<Condition> = fc.letrec<{ node: Condition }>((tie) => ({
  node: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    anyFieldCondition,
    fc.record({
      kind: fc.constantFrom('all' as const, 'any' as const),
      of: fc.array(tie('node') as fc.Arbitrary<Condition>, { maxLength: 8 }),
    }),
  ),
})).node;

const anyValue: fc.Arbitrary<FeatureValue> = fc.oneof(
  word,
  bound,
  fc.constantFrom(0.5, 1e13, true, false),
  fc.array(word, { maxLength: 3 }),
);

/** Leads with values that the conditions ask for, of each kind. */
export const anyConditionFeatures: fc.Arbitrary<Features> = fc.dictionary(fc.constantFrom(...FIELDS), anyValue);
