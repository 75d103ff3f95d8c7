import { expect, it } from 'vitest';
import type { EventType } from '../../../shared/domain/lead/events.ts';
import { isQueueAlarm, recipientsOf } from '../../../shared/use-cases/notifications/recipients.ts';
import { loadSubject } from '../../../shared/use-cases/notifications/send-notification.ts';
import { anEvent } from '../../support/builders/event.ts';
import { anAssignedLead } from '../stopped-baton.ts';

it('names the manager of a team for its peaks, whoever has the lead, and nobody for what concerns nobody', async () => {
  const { baton, deps, id } = await anAssignedLead();
  const subject = await loadSubject({ lead: await baton.lead(id) }, deps);
  const to = (type: EventType) => recipientsOf(anEvent(type), subject, deps);
  expect(await to('SurgeBegan')).toEqual(['mia']);
  expect(await to('SurgeEnded')).toEqual(['mia']);
  expect(await to('RepNotReached')).toEqual(['mia']);
  expect(await to('LeadRouted')).toEqual([]);
});

it('knows a lead that has been in a review queue for too long', () => {
  expect(isQueueAlarm(anEvent('ReviewDue'))).toBe(false);
  expect(isQueueAlarm(anEvent('LeadSentToQueue'))).toBe(false);
});
