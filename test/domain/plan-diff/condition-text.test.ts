import { describe, expect, it } from 'vitest';
import type { Condition } from '../../../shared/domain/plan/condition.ts';
import { conditionPartsOf, describeCondition } from '../../../shared/domain/plan-diff/condition-text.ts';
import { edited, PLAN_TEXT, planOf } from '../plan/plan-text.ts';

function conditionOf(when: string): Condition {
  const plan = planOf(edited('when: {band: hot}', `when: ${when}`));
  const rule = plan.layers[0]?.rules[1];
  if (!rule) throw new Error(`the plan has no second rule: ${PLAN_TEXT}`);
  return rule.when;
}

describe('describeCondition', () => {
  it.each([
    ['{country: [DE, AT]}', 'country is DE or AT'],
    ['{country: {not: [CN, RU]}}', 'country is not CN or RU'],
    ['{employees: 1000+}', 'employees 1000 or more'],
    ['{employees: 1-99}', 'employees 1 to 99'],
    ['{score: "<= 30"}', 'score 30 or less'],
    ['{page: {starts: /careers}}', 'page starts with /careers'],
    ['{title: {has: [student, intern]}}', 'title has the word student or intern'],
    ['{account.open_deal: true}', 'account.open_deal is true'],
    ['{country: unknown}', 'country is unknown'],
    ['{band: hot, any: [{country: DE}, {country: AT}]}', 'band is hot, and (country is DE, or country is AT)'],
  ])('says %s in words', (when, words) => {
    expect(describeCondition(conditionOf(when))).toBe(words);
  });

  it('says when a condition holds for every lead', () => {
    expect(describeCondition({ kind: 'all', of: [] })).toBe('every lead');
  });
});

describe('conditionPartsOf', () => {
  it('returns the tests that must all hold', () => {
    expect(conditionPartsOf(conditionOf('{band: hot, country: DE}'))).toEqual(['band is hot', 'country is DE']);
  });
});
