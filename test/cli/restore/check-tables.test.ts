import { describe, expect, it } from 'vitest';
import { judgeEquipment, judgeHolds, judgeLeads } from '../../../cli/restore/check-tables.ts';
import { type Equipment, expectedEquipment } from '../../../cli/restore/equip-table.ts';
import { ENVIRONMENTS } from '../../../infra/environments.ts';

const prod = { ...ENVIRONMENTS.prod, protectFromDeletion: true };

describe('what a table has', () => {
  it('must be what its template says', () => {
    const wanted = expectedEquipment('Leads', prod);
    expect(wanted).toEqual({
      stream: 'NEW_IMAGE',
      timeToLiveAttribute: 'expiresAt',
      hasPointInTimeRecovery: true,
      isProtected: true,
    });
    expect(judgeEquipment('leads', wanted, wanted).isFine).toBe(true);
  });

  it('is nothing of it when DynamoDB has just restored it', () => {
    const bare: Equipment = { hasPointInTimeRecovery: false, isProtected: false };
    expect(judgeEquipment('leads', bare, expectedEquipment('Leads', prod))).toEqual({
      isFine: false,
      text: 'leads differs from its template in: stream, timeToLiveAttribute, hasPointInTimeRecovery, isProtected',
    });
    expect(judgeEquipment('reps', bare, expectedEquipment('Reps', prod)).text).toContain('hasPointInTimeRecovery');
  });
});

describe('leads', () => {
  const assigned = { id: 'a', state: 'assigned', isDue: true, owner: 'kim' };

  it('are counted by state', () => {
    const [counted, due] = judgeLeads([assigned, { id: 'b', state: 'closed', isDue: false }]);
    expect(counted?.text).toBe('Leads: 1 assigned, 1 closed');
    expect(due?.isFine).toBe(true);
  });

  it('that are open need a due date', () => {
    const [, due] = judgeLeads([{ ...assigned, isDue: false }]);
    expect(due).toEqual({ isFine: false, text: 'Open leads without a due date: a' });
  });
});

describe('owners, holds and loads', () => {
  const lead = { id: 'a', state: 'assigned', isDue: true, owner: 'kim' };
  const hold = { rep: 'kim', lead: 'a', weight: 1 };
  const load = new Map([
    ['kim', 1],
    ['lea', 0],
  ]);

  it('fit each other when the tables are of one moment', () => {
    expect(judgeHolds([lead], [hold], load).isFine).toBe(true);
  });

  it.each([
    ['a lead without its hold', judgeHolds([lead], [], new Map()), 'kim/a'],
    ['a hold without its lead', judgeHolds([], [hold], load), 'kim/a'],
    ['a hold of another rep', judgeHolds([{ ...lead, owner: 'lea' }], [hold], load), 'lea/a'],
    ['a load that counts another number', judgeHolds([lead], [hold], new Map([['kim', 2]])), 'kim'],
  ])('do not fit with %s', (_, finding, named) => {
    expect(finding.isFine).toBe(false);
    expect(finding.text).toContain('Restore to another second');
    expect(finding.text).toContain(named);
  });
});
