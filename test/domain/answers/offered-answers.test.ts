import { expect, it } from 'vitest';
import { offeredAnswersOf } from '../../../shared/domain/answers/offered-answers.ts';
import { aLead } from '../../support/builders/lead.ts';

const OTHERS = ['contacted', 'qualified', 'declined', 'misrouted', 'not_now', 'disqualified', 'converted'];

it('offers the owner every answer but to accept a lead that was not handed off', () => {
  expect(offeredAnswersOf(aLead('assigned'), 'kim')).toEqual(OTHERS);
  expect(offeredAnswersOf(aLead('working'), 'kim')).toEqual(OTHERS);
});

it('offers to accept a handoff', () => {
  const handoff = {
    ...{ handedOffBy: 'lea', fromTeam: 'sdr', returns: 0, maxReturns: 2, cycle: 0 },
    ...{ firstResponseSeconds: 3600, acceptWithinSeconds: 7200, state: 'offered' as const },
  };
  expect(offeredAnswersOf({ ...aLead('assigned'), handoff }, 'kim')).toContain('accepted');
});

it.each(['received', 'queued', 'parked', 'nurturing', 'closed'] as const)('offers nothing about a %s lead', (stage) => {
  expect(offeredAnswersOf(aLead(stage), 'kim')).toEqual([]);
});

it('offers nothing to anybody else', () => {
  expect(offeredAnswersOf(aLead('assigned'), 'lea')).toEqual([]);
});
