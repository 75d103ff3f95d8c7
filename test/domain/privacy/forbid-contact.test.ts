import { expect, it } from 'vitest';
import { forbidContact } from '../../../shared/domain/privacy/forbid-contact.ts';
import { aLead } from '../../support/builders/lead.ts';
import { minutesAfterMonday } from '../../support/builders/moment.ts';

const INPUT = { entry: { id: 'dnc_1', because: 'asked_by_mail' }, now: minutesAfterMonday(9), eventId: 'event_9' };
const ENDED = { state: 'closed', outcome: 'do_not_contact', reason: 'asked_by_mail', closedAt: INPUT.now };

it.each(['received', 'queued', 'parked', 'nurturing'] as const)('ends a lead that is %s', (stage) => {
  const { after, event } = forbidContact(aLead(stage), INPUT) ?? {};
  expect(after).toMatchObject({ stage: ENDED, dueAt: undefined, accountable: undefined });
  expect(after?.stage).not.toHaveProperty('owner');
  expect(event).toMatchObject({ type: 'ContactForbidden', data: { entry: 'dnc_1', because: 'asked_by_mail' } });
});

it.each(['assigned', 'working', 'sought'] as const)('ends a lead that is %s, and says who had it', (stage) => {
  const lead = aLead(stage);
  const { after, event } = forbidContact(lead, INPUT) ?? {};
  expect(after?.stage).toEqual({ ...ENDED, owner: 'kim' });
  expect(event?.data).toMatchObject({ rep: 'kim', epoch: lead.epoch });
});

it('leaves a closed lead as it is', () => {
  expect(forbidContact(aLead('closed'), INPUT)).toBeUndefined();
});
