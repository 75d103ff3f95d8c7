import { describe, expect, it } from 'vitest';
import { describeList } from '../../../shared/domain/plan-diff/list-changes.ts';
import { findPlanChanges } from '../../../shared/domain/plan-diff/plan-changes.ts';
import { edited, planOf } from '../plan/plan-text.ts';

const many = (count: number) => Array.from({ length: count }, (_, index) => `r${index}.example`);
const planWith = (values: readonly string[]) =>
  planOf(
    edited(
      '{rule: big,',
      '{rule: rival, when: {domain: {in: rivals}}, close: competitor}\n      - {rule: big,',
      edited('otherwise: catch-all', `data: {rivals: [${values.join(', ')}]}\notherwise: catch-all`),
    ),
  );

describe('a table of a plan', () => {
  it('is said in short when it is long', () => {
    expect(describeList(many(2))).toBe('r0.example or r1.example');
    expect(describeList(many(5000))).toBe('one of 5000 values such as r0.example, r1.example, r10.example');
  });

  it('shows what was added and removed, though its length is the same', () => {
    const changed = ['x.example', ...many(50).slice(1)];
    expect(findPlanChanges(planWith(many(50)), planWith(changed))).toMatchObject([
      {
        name: 'rival',
        details: expect.arrayContaining(['domain: added x.example', 'domain: removed r0.example']),
      },
    ]);
    const grown = findPlanChanges(planWith(many(50)), planWith(many(60)))[0]?.details;
    expect(grown).toContain('domain: added r50.example, r51.example, r52.example and 7 more');
    expect(findPlanChanges(planWith(many(50)), planWith(many(50).toReversed()))).toEqual([]);
  });
});
