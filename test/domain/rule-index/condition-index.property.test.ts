import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Features } from '../../../shared/domain/features.ts';
import type { Condition } from '../../../shared/domain/plan/condition.ts';
import { matchCondition } from '../../../shared/domain/plan/matches.ts';
import { ConditionIndex } from '../../../shared/domain/rule-index/condition-index.ts';
import { anyCondition, anyConditionFeatures } from './any-condition.ts';

const triedOneByOne = (conditions: readonly Condition[], features: Features) =>
  conditions.flatMap((condition, number) => (matchCondition(condition, features).holds ? [number] : []));

describe('an index of conditions', () => {
  it('finds those that hold, in order, as trying each of them would', () => {
    fc.assert(
      fc.property(
        fc.array(anyCondition, { maxLength: 60 }),
        fc.array(anyConditionFeatures, { minLength: 1, maxLength: 20 }),
        (conditions, leads) => {
          const index = new ConditionIndex(conditions);
          for (const features of leads)
            expect([...index.matches(features)]).toEqual(triedOneByOne(conditions, features));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('answers for a lead as if it were the first, also after a search that was broken off', () => {
    fc.assert(
      fc.property(
        fc.array(anyCondition, { maxLength: 20 }),
        anyConditionFeatures,
        anyConditionFeatures,
        (conditions, first, second) => {
          const index = new ConditionIndex(conditions);
          index.matches(first).next();
          expect([...index.matches(second)]).toEqual(triedOneByOne(conditions, second));
        },
      ),
    );
  });
});
