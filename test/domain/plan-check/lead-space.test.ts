import { expect, it } from 'vitest';
import type { Condition } from '../../../shared/domain/plan/condition.ts';
import { leadSpaceOf } from '../../../shared/domain/plan-check/lead-space.ts';
import { aPlan } from '../../support/builders/plan.ts';

const domain = (test: Extract<Condition, { kind: 'field' }>['test']): Condition => ({
  kind: 'field',
  field: 'domain',
  test,
});

it('has one value for all that a plan treats alike, so that a table costs no more than a word', () => {
  const rivals = Array.from({ length: 5000 }, (_, index) => `rival${index}.example`);
  const conditions = [
    domain({ op: 'in', values: rivals }),
    domain({ op: 'not', values: ['rival7.example', 'south.example'] }),
    domain({ op: 'starts', with: 'rival9' }),
  ];
  const choices = leadSpaceOf(aPlan(), conditions).choices.get('domain') ?? [];
  // Unknown; in none; in the table; in the table and excluded; excluded alone; in the table with the beginning; the beginning.
  expect(choices).toHaveLength(7);
  expect(choices).toEqual(expect.arrayContaining([undefined, 'rival7.example', 'south.example', 'rival9']));
});
