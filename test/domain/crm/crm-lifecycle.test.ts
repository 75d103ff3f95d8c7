import { describe, expect, it } from 'vitest';
import { effectsOf, isOwnStage } from '../../../shared/domain/crm/crm-lifecycle.ts';
import { addSeconds } from '../../../shared/domain/instant.ts';
import { MONDAY } from '../../support/builders/moment.ts';

const fields = { status: 'hs_lead_status', outcome: 'Outcome__c' };
const receivedAt = MONDAY;
const later = (seconds: number) => addSeconds(MONDAY, seconds);
const lifecycle = {
  customer: { to: 'converted' },
  sql: { to: 'qualified' },
  working: { to: 'qualified' },
  UNQUALIFIED: { to: 'disqualified', reason: 'bad_fit' },
} as const;

describe('a stage in a property that Baton writes', () => {
  it.each([
    ['hs_lead_status', 'working', true],
    ['hs_lead_status', 'qualified', true],
    ['Outcome__c', 'converted', true],
    ['hs_lead_status', 'UNQUALIFIED', false],
    ['lifecyclestage', 'working', false],
  ])('%s: %s is Baton’s own word: %s', (property, value, expected) => {
    expect(isOwnStage({ property, value }, fields)).toBe(expected);
  });
});

describe('stages', () => {
  it('do what the plan says, in the order in which they were set; others do nothing', () => {
    const stages = [
      { property: 'lifecyclestage', value: 'customer', at: later(20) },
      { property: 'hs_lead_status', value: 'sql', at: later(10) },
      { property: 'x', value: 'lead', at: later(5) },
      { property: 'x', value: 'constructor', at: later(5) },
      { property: 'hs_lead_status', value: 'working', at: later(5) },
    ];
    expect(effectsOf(stages, lifecycle, { fields, receivedAt })).toEqual([
      { effect: { to: 'qualified' }, at: later(10) },
      { effect: { to: 'converted' }, at: later(20) },
    ]);
  });

  it.each([
    ['has no time', {}, []],
    ['was set before the lead came', { at: later(-9) }, [later(-9)]],
    [
      'has no time, on a record that was made for the lead',
      { record: { madeAt: later(1), changedAt: later(7) } },
      [later(7)],
    ],
    [
      'has but a date, on such a record',
      { at: later(-9), record: { madeAt: later(1), changedAt: later(7) } },
      [later(7)],
    ],
    ['has no time, on an older record', { record: { madeAt: later(-1), changedAt: later(7) } }, []],
    ['has a time, on such a record', { at: later(3), record: { madeAt: later(1), changedAt: later(7) } }, [later(3)]],
  ])('one that %s is dated', (_, more, expected) => {
    const stages = [{ property: 'x', value: 'customer', ...more }];
    expect(effectsOf(stages, lifecycle, { fields, receivedAt }).map(({ at }) => at)).toEqual(expected);
  });
});
