import { expect, it } from 'vitest';
import { closeLead } from '../../../shared/domain/answers/close-lead.ts';
import { aLead } from '../../support/builders/lead.ts';
import { MONDAY } from '../../support/builders/moment.ts';

const doing = { now: MONDAY, actor: { kind: 'system' }, eventId: 'e1' } as const;

it('credits whoever holds the lead, and keeps where the deal is in the event alone', () => {
  const end = { outcome: 'converted', amount: 5, currency: 'EUR', via: 'hubspot', dealClosedAt: MONDAY } as const;
  const { after, event } = closeLead(aLead('assigned'), end, doing);
  expect(event.data).toMatchObject({ ...end, rep: expect.any(String), epoch: 1 });
  expect(after.stage).toEqual({
    ...{
      state: 'closed',
      outcome: 'converted',
      amount: 5,
      currency: 'EUR',
      closedAt: MONDAY,
      owner: expect.any(String),
    },
  });
});

it('ends a lead that nobody holds', () => {
  const { after, event } = closeLead(aLead('nurturing'), { outcome: 'converted' }, doing);
  expect(event.data).toEqual({ outcome: 'converted' });
  expect(after.stage).toEqual({ state: 'closed', outcome: 'converted', closedAt: MONDAY });
});
