import { describe, expect, it } from 'vitest';
import { findPlanChanges } from '../../../shared/domain/plan-diff/plan-changes.ts';
import { edited, PLAN_TEXT, planOf } from '../plan/plan-text.ts';

const PLAN = planOf(PLAN_TEXT);
const BIG = '      - {rule: big, when: {employees: 1000+}, to: desk, otherwise: next}\n';
const COLD = '      - {rule: cold, when: {band: cold}, nurture: newsletter}\n';

function changesTo(text: string) {
  return findPlanChanges(PLAN, planOf(text));
}

describe('findPlanChanges', () => {
  it('finds nothing between a plan and itself with another comment or name of a layer', () => {
    expect(changesTo(`# a comment\n${edited('layer: territory', 'layer: places')}`)).toEqual([]);
  });

  it('names a rule that was added, where it stands and what it does', () => {
    const rule = '      - {rule: health, when: {industry: health}, to: desk}\n';
    expect(changesTo(edited(COLD, rule + COLD))).toEqual([
      { part: 'rule', name: 'health', kind: 'added', details: ['when industry is health', 'to desk', 'after sdr'] },
    ]);
  });

  it('names a rule that was removed', () => {
    expect(changesTo(edited(BIG, ''))).toEqual([
      { part: 'rule', name: 'big', kind: 'removed', details: ['when employees 1000 or more', 'to desk'] },
    ]);
  });

  it('names the one rule that was moved', () => {
    expect(changesTo(edited(COLD, COLD + BIG, edited(BIG, '')))).toEqual([
      { part: 'rule', name: 'big', kind: 'moved', details: ['now after cold, in layer territory'] },
    ]);
  });

  it('says which test of a rule is new or gone, and what else differs', () => {
    const changed = '{rule: big, when: {employees: 500+, country: DE}, to: sdr-emea, priority: high, otherwise: next}';
    expect(changesTo(edited(BIG.trim().slice(2), changed))).toEqual([
      {
        part: 'rule',
        name: 'big',
        kind: 'changed',
        details: [
          'no longer asks: employees 1000 or more',
          'asks now: employees 500 or more',
          'asks now: country is DE',
          'to desk → to sdr-emea',
          'priority: normal → high',
        ],
      },
    ]);
  });

  it('finds changed teams, deadlines, points and limits', () => {
    const points = edited('add: 15', 'add: 20');
    const deadlines = edited('first_touch: 5m', 'first_touch: 10m', points);
    const text = `${edited('desk: {manager', 'desk: {cap: {open: 9}, manager', deadlines)}limits: {reassign: 1}\n`;
    const found = changesTo(text).map(({ part, name, kind, details }) => [part, name, kind, ...details].join(' '));
    expect(found).toEqual(
      expect.arrayContaining([
        'sla demo changed first_touch: 5m → 10m',
        'team desk changed cap.open: none → 9',
        'fit points employees 1000 or more changed add: 15 → 20',
      ]),
    );
    expect(found.filter((line) => line.startsWith('limits'))).toHaveLength(1);
  });

  it('notices that deadlines are asked in another order', () => {
    const extra = '  - {sla: warm, when: {band: hot}, first_touch: 1h, ladder: hard}\n';
    const demo = '  - {sla: demo, when: {touch: demo_request}, first_touch: 5m, warn: 2m, ladder: hard}\n';
    const before = planOf(edited(demo, demo + extra));
    const after = planOf(edited(demo, extra + demo));
    expect(findPlanChanges(before, after).map(({ part, kind }) => `${part} ${kind}`)).toEqual(['sla moved']);
  });
});
