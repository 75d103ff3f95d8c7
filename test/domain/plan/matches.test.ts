import { describe, expect, it } from 'vitest';
import type { Features } from '../../../shared/domain/features.ts';
import type { Condition } from '../../../shared/domain/plan/condition.ts';
import { fieldsIn, matchCondition } from '../../../shared/domain/plan/matches.ts';
import { edited, planOf } from './plan-text.ts';

/** Compiles a condition as written in a plan. */
function written(condition: string): Condition {
  const plan = planOf(edited('{rule: big, when: {employees: 1000+}', `{rule: big, when: ${condition}`));
  const rule = plan.layers[0]?.rules[0];
  if (rule === undefined) throw new Error('no rule');
  return rule.when;
}

const LEAD: Features = {
  touch: 'demo_request',
  country: 'DE',
  language: ['de', 'en'],
  title: 'Senior VP, International Sales',
  page: '/careers/design',
  employees: '100-999',
  industry: 'saas',
  score: 42,
  email_kind: 'business',
  campaign: true,
};

describe('matches', () => {
  it.each([
    ['{touch: demo_request}', true],
    ['{touch: [webinar, demo_request]}', true],
    ['{touch: webinar}', false],
    ['{country: de}', true],
    ['{language: en}', true],
    ['{language: [fr, es]}', false],
    ['{country: {not: [CN, RU]}}', true],
    ['{country: {not: DE}}', false],
    ['{language: {not: [en]}}', false],
    ['{source: {not: [trade-show]}}', true],
    ['{source: known}', false],
    ['{source: unknown}', true],
    ['{country: known}', true],
    ['{country: unknown}', false],
    ['{source: [unknown]}', false],
    ['{page: {starts: /careers}}', true],
    ['{page: {starts: /Careers/Design}}', true],
    ['{page: {starts: careers}}', false],
    ['{title: {has: [intern, student]}}', false],
    ['{title: {has: [student, vp]}}', true],
    ['{title: {has: "vp international"}}', true],
    ['{title: {has: "international vp"}}', false],
    ['{source: {has: x}}', false],
    ['{source: {starts: x}}', false],
    ['{employees: 100-999}', true],
    ['{employees: 1-999}', true],
    ['{employees: 1-500}', false],
    ['{employees: 100+}', true],
    ['{employees: 500+}', false],
    ['{employees: [1-99, 100-999]}', true],
    ['{employees: [1-99, 1000+]}', false],
    ['{score: ">= 42"}', true],
    ['{score: "> 42"}', false],
    ['{score: "< 42"}', false],
    ['{score: 42}', true],
    ['{score: 40-50}', true],
    ['{campaign: true}', true],
    ['{campaign: false}', false],
    ['{industry: SAAS}', true],
    ['{country: DE, touch: demo_request}', true],
    ['{country: DE, touch: webinar}', false],
    ['{any: [{country: FR}, {touch: demo_request}]}', true],
    ['{any: [{country: FR}, {touch: webinar}]}', false],
    ['{country: DE, any: [{touch: webinar}, {score: ">= 40", industry: saas}]}', true],
    ['{country: FR, any: [{touch: demo_request}]}', false],
  ])('%s: %s', (condition, holds) => {
    expect(matchCondition(written(condition), LEAD).holds).toBe(holds);
  });

  it.each([
    '{country: DE}',
    '{employees: 1+}',
    '{page: {starts: /}}',
    '{title: {has: vp}}',
    '{campaign: true}',
    '{country: known}',
  ])('%s fails when the field is unknown', (condition) => {
    expect(matchCondition(written(condition), {}).holds).toBe(false);
  });

  it('names the first field that failed', () => {
    expect(matchCondition(written('{country: DE, touch: webinar, score: "> 99"}'), LEAD)).toEqual({
      holds: false,
      field: 'touch',
    });
    expect(matchCondition(written('{any: [{industry: health}, {touch: webinar}]}'), LEAD)).toEqual({
      holds: false,
      field: 'industry',
    });
  });

  it('matches a bucket only when it lies entirely within the range, and any number in the range', () => {
    const condition = written('{employees: 1000+}');
    const held = ['1000+', '1000-4999', '999-4999', '999+', '5000', 'many'].map(
      (employees) => matchCondition(condition, { employees }).holds,
    );

    expect(held).toEqual([true, true, false, false, true, false]);
    expect(matchCondition(condition, { employees: 1000 }).holds).toBe(true);
  });

  it('does not mistake inherited object properties for facts', () => {
    expect(matchCondition({ kind: 'field', field: 'constructor', test: { op: 'known' } }, {}).holds).toBe(false);
  });

  it('always holds for an empty `all`, never for an empty `any`', () => {
    expect(matchCondition({ kind: 'all', of: [] }, {}).holds).toBe(true);
    expect(matchCondition({ kind: 'any', of: [] }, LEAD).holds).toBe(false);
  });
});

describe('fieldsIn', () => {
  it('names each field once, plain ones before those of `any`', () => {
    expect(fieldsIn(written('{country: DE, any: [{touch: webinar}, {country: FR, score: 1}]}'))).toEqual([
      'country',
      'touch',
      'score',
    ]);
  });
});
