import { expect, it } from 'vitest';
import { addSeconds } from '../../../shared/domain/instant.ts';
import { expiryOfProposal, refusalOfApproval } from '../../../shared/domain/plan-review/proposal.ts';

const AT = '2026-11-23T09:00:00.000Z';
const open = { version: 2, over: 1, by: 'ivo', at: AT, expiresAt: expiryOfProposal(AT), state: 'open' } as const;

it('is approved by somebody else, once, within a week', () => {
  const week = 7 * 24 * 3600;
  const [last, late] = [addSeconds(AT, week - 1), addSeconds(AT, week)];
  expect(refusalOfApproval(open, { by: 'dana', at: last })).toBeUndefined();
  expect(refusalOfApproval(open, { by: 'dana', at: late })).toBe('expired');
  expect(refusalOfApproval(open, { by: 'ivo', at: last })).toBe('same_person');
  expect(refusalOfApproval({ ...open, state: 'approved' }, { by: 'dana', at: last })).toBe('not_proposed');
  expect(refusalOfApproval(undefined, { by: 'dana', at: last })).toBe('not_proposed');
});
