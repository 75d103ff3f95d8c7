import { describe, expect, it } from 'vitest';
import { edited, planOf } from '../plan-text.ts';
import { itReports } from '../slips.ts';

const OTHERWISE = 'otherwise: catch-all';
const withSection = (section: string) => `crm: ${section}\n${OTHERWISE}`;

it('reads what a lost deal does: nothing, unless the plan says that it closes the lead', () => {
  expect(planOf(edited(OTHERWISE, withSection('{lost: close}'))).crm).toEqual({ lost: 'close' });
  expect(planOf(edited(OTHERWISE, withSection('{lost: keep}'))).crm).toBeUndefined();
  expect(planOf(edited(OTHERWISE, withSection('{}'))).crm).toBeUndefined();
  expect(planOf(edited('', '')).crm).toBeUndefined();
});

describe('what deals do', () => {
  itReports([
    [OTHERWISE, withSection('{lost: disqualify}'), 'crm.lost', 'expected keep or close'],
    [OTHERWISE, withSection('{won: close}'), 'crm.won', 'expected lost'],
  ]);
});
