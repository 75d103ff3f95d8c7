import { expect, it } from 'vitest';
import { followUpEndOf } from '../../../shared/domain/follow-up/follow-up-end.ts';
import type { Lead } from '../../../shared/domain/lead/lead.ts';
import { aLead } from '../../support/builders/lead.ts';

const assigned = aLead('assigned');
const NUMBERS = { epoch: assigned.epoch, revision: 1 };
const queued = { ...aLead('queued'), epoch: assigned.epoch };
const withStage = (lead: Lead, stage: object): Lead => ({
  ...lead,
  stage: { ...lead.stage, ...stage } as Lead['stage'],
});

it('is none while a step of the ladder is left', () => {
  expect(followUpEndOf(assigned, NUMBERS)).toBeUndefined();
});

it.each<[string, Lead | undefined, object]>([
  ['answered', aLead('working'), {}],
  ['declined', withStage(queued, { because: 'declined' }), {}],
  ['released', withStage(queued, { because: 'leave' }), { because: 'leave' }],
  ['misrouted', { ...aLead('received'), epoch: assigned.epoch }, {}],
  [
    'sent_to_queue',
    withStage({ ...aLead('parked'), epoch: assigned.epoch }, { because: 'quiet' }),
    { because: 'quiet' },
  ],
  ['nurtured', withStage({ ...aLead('nurturing'), epoch: assigned.epoch }, { reason: 'later' }), { because: 'later' }],
  ['closed', aLead('closed'), { because: 'converted' }],
  ['reassignment_sought', aLead('sought'), {}],
  ['reassigned', { ...assigned, epoch: assigned.epoch + 1 }, {}],
  ['reassigned', { ...aLead('working'), epoch: assigned.epoch + 1 }, {}],
  ['deadline_moved', withStage(assigned, { revision: 2 }), {}],
  ['ladder_done', withStage(assigned, { nextDeadline: 1000 }), {}],
  ['no_such_lead', undefined, {}],
])('is %s, from the lead as it is', (ended, lead, more) => {
  expect(followUpEndOf(lead, NUMBERS)).toEqual({ ended, ...more });
});

it('is not put off by a notification that is still due', () => {
  const { stage } = assigned;
  if (stage.state !== 'assigned') throw new Error('nobody has it');
  const notify = { kind: 'notify', at: stage.assignedAt };
  expect(followUpEndOf(withStage(assigned, { deadlines: [notify], nextDeadline: 0 }), NUMBERS)).toEqual({
    ended: 'ladder_done',
  });
});
