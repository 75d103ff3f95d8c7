import { expect, it } from 'vitest';
import { findCheckFailures } from '../../../shared/domain/plan-check/check-failures.ts';
import { edited, PLAN_TEXT, planOf } from '../plan/plan-text.ts';

it('names each rule that no lead can reach, and nothing of a plan that passes', () => {
  expect(findCheckFailures(planOf(PLAN_TEXT))).toEqual([]);
  const twice = edited(
    'nurture: newsletter}',
    'nurture: newsletter}\n      - {rule: same, when: {band: cold}, to: desk}',
  );
  expect(findCheckFailures(planOf(twice))).toEqual(['no lead can reach the rule same']);
});
