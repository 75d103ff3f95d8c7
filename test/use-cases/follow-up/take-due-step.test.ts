import { expect, it } from 'vitest';
import { takeDueStep } from '../../../shared/use-cases/follow-up/take-due-step.ts';
import { HOUR } from '../../scenarios/a-baton.ts';
import { anAssignedLead, aReceivedLead } from '../stopped-baton.ts';

it('catches up with every step that is due, in order, however late', async () => {
  const { baton, deps, id } = await anAssignedLead();
  await baton.advance(HOUR);
  const { outcome, lead, events } = await takeDueStep(id, baton.now, deps);
  expect(outcome).toBe('done');
  expect(await baton.eventTypesOf(id)).toEqual([
    ...['LeadReceived', 'LeadRouted', 'LeadAssigned', 'RepNotified', 'SlaWarned', 'SlaBreached', 'LeadEscalated'],
  ]);
  expect(events).toEqual((await deps.leads.timeline(id)).slice(3).map((event) => event.id));
  expect((lead?.dueAt ?? '') > baton.now).toBe(true);
});

it('does nothing before a step is due, or twice', async () => {
  const { baton, deps, id } = await anAssignedLead();
  expect(await takeDueStep(id, baton.now, deps)).toMatchObject({ outcome: 'not_due', events: [] });
  await baton.advance(HOUR);
  await takeDueStep(id, baton.now, deps);
  const before = await baton.lead(id);
  expect(await takeDueStep(id, baton.now, deps)).toMatchObject({ outcome: 'not_due', events: [] });
  expect(await baton.lead(id)).toEqual(before);
});

it('leaves routing to its own path, and finds no lead that does not exist', async () => {
  const { baton, deps, id } = await aReceivedLead();
  await baton.advance(HOUR);
  expect(await takeDueStep(id, baton.now, deps)).toMatchObject({ outcome: 'not_due' });
  expect(await takeDueStep('lead_nobody', baton.now, deps)).toEqual({ outcome: 'no_such_lead', events: [] });
});
