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

it('reads what stages of the life cycle do', () => {
  const read = (section: string) => planOf(edited(OTHERWISE, withSection(section))).crm;
  const stages = '{customer: converted, "Closed - Not Converted": {disqualified: bad_fit}, sql: qualified}';
  expect(read(`{lifecycle: ${stages}}`)).toEqual({
    lifecycle: {
      customer: { to: 'converted' },
      'Closed - Not Converted': { to: 'disqualified', reason: 'bad_fit' },
      sql: { to: 'qualified' },
    },
  });
  expect(read('{lost: close, lifecycle: {sql: qualified}}')).toMatchObject({ lost: 'close', lifecycle: {} });
  expect(read('{lifecycle: {}}')).toBeUndefined();
});

const EFFECTS = 'expected converted, qualified or {disqualified: <reason>}';
describe('what deals do', () => {
  itReports([
    [OTHERWISE, withSection('{lost: disqualify}'), 'crm.lost', 'expected keep or close'],
    [OTHERWISE, withSection('{won: close}'), 'crm.won', 'expected lost'],
    [OTHERWISE, withSection('{lifecycle: {customer: closed}}'), 'crm.lifecycle.customer', EFFECTS],
    [OTHERWISE, withSection('{lifecycle: {customer: disqualified}}'), 'crm.lifecycle.customer', EFFECTS],
  ]);
});
