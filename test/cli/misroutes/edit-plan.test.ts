import { describe, expect, it } from 'vitest';
import { editPlan } from '../../../cli/misroutes/edit-plan.ts';
import { edited, PLAN_TEXT, problemsOf } from '../../domain/plan/plan-text.ts';

const HEALTH = { field: 'industry', value: 'health' };

/** What a rep flagged, with a pattern of these conditions. */
function aCluster(rule: string, conditions = [HEALTH], movedTo?: string) {
  const counts = { flagged: 8, ofFlagged: 9, others: 2, ofOthers: 40, lift: 4, chance: 1e-5 };
  return { rule, reason: 'wrong_segment', pattern: { conditions, ...counts }, movedTo };
}

/** Returns the lines of a text that the other lacks. */
function newLines(text: string | undefined, before: string): readonly string[] {
  return (text ?? '').split('\n').filter((line) => !before.split('\n').includes(line));
}

describe('editPlan', () => {
  it('excludes a value, and leaves comments and layout as they are', () => {
    const text = edited(
      '{rule: big, when: {employees: 1000+}, to: desk,',
      '{rule: big, when: {employees: 1000+},   to: desk, # ours\n         ',
    );
    const edit = editPlan(text, aCluster('big'));
    expect(edit?.text).toBe(
      text.replace('{employees: 1000+},   to', '{employees: 1000+, industry: {not: [health]}},   to'),
    );
    expect(problemsOf(edit?.text ?? '')).toEqual([]);
  });

  it('takes a value out of a list, or adds it to what is excluded', () => {
    const listed = edited('when: {employees: 1000+}', 'when: {industry: [saas, health]}');
    expect(editPlan(listed, aCluster('big'))?.text).toBe(listed.replace('[saas, health]}, to', '[saas]}, to'));
    const excluded = edited('when: {employees: 1000+}', 'when: {industry: {not: saas}}');
    expect(editPlan(excluded, aCluster('big'))?.text).toContain('when: {industry: {not: [saas, health]}}, to');
  });

  it('writes into a condition of several lines', () => {
    const text = edited(
      '      - {rule: big, when: {employees: 1000+}, to: desk, otherwise: next}',
      '      - rule: big\n        when:\n          employees: 1000+ # large\n        to: desk\n        otherwise: next',
    );
    const edit = editPlan(text, aCluster('big'));
    expect(newLines(edit?.text, text)).toEqual(['          industry: {not: [health]}']);
    expect(problemsOf(edit?.text ?? '')).toEqual([]);
  });

  it('puts a more specific rule before it when another team has the leads by now', () => {
    const edit = editPlan(PLAN_TEXT, aCluster('big', [HEALTH, { field: 'country', value: 'NO' }], 'sdr-emea'));
    expect(newLines(edit?.text, PLAN_TEXT)).toEqual([
      '      - {rule: big-wrong-segment, when: {employees: 1000+, industry: health, country: NO}, to: sdr-emea, otherwise: next}',
    ]);
    expect(edit?.text.indexOf('big-wrong-segment')).toBeLessThan(edit?.text.indexOf('{rule: big,') ?? 0);
    expect(problemsOf(edit?.text ?? '')).toEqual([]);
  });

  it('proposes nothing for two values without a team, for what a rule asks for alone, or for a rule that is gone', () => {
    expect(editPlan(PLAN_TEXT, aCluster('big', [HEALTH, { field: 'country', value: 'NO' }]))).toBeUndefined();
    expect(editPlan(PLAN_TEXT, aCluster('sdr', [{ field: 'band', value: 'hot' }]))).toBeUndefined();
    expect(editPlan(PLAN_TEXT, aCluster('gone'))).toBeUndefined();
  });
});
