import { expect, it } from 'vitest';
import { takeDueStep } from '../../shared/use-cases/follow-up/take-due-step.ts';
import { EVENT_SUBSCRIPTIONS } from '../../shared/use-cases/subscriptions.ts';
import { answerAsOwner } from '../scenarios/a-baton.ts';
import { aLeadAtItsStep, aLeadInReview, type Situation } from './situations.ts';
import { anAssignedLead, aReceivedLead, aRoutedLead } from './stopped-baton.ts';

async function lastEventOf({ baton, id }: Situation) {
  return (await baton.eventTypesOf(id)).at(-1);
}

it('routes a lead after each event that leaves it to be routed', async () => {
  const misrouted = await anAssignedLead();
  await answerAsOwner(misrouted.baton, misrouted.id, { answer: 'misrouted', reason: 'territory' });
  for (const lead of [await aReceivedLead(), misrouted])
    expect(EVENT_SUBSCRIPTIONS.routing).toContain(await lastEventOf(lead));
});

it('rings the doorbell when a team gets work and when a rep has a free slot again', async () => {
  const declined = await anAssignedLead();
  await answerAsOwner(declined.baton, declined.id, { answer: 'declined' });
  const disqualified = await anAssignedLead();
  await answerAsOwner(disqualified.baton, disqualified.id, { answer: 'disqualified', reason: 'no_need' });
  for (const lead of [await aRoutedLead(), declined, disqualified])
    expect(EVENT_SUBSCRIPTIONS.ringDoorbell).toContain(await lastEventOf(lead));
});

it('starts the execution of an assignment, and looks at it again when its first response is made', async () => {
  const { baton, id } = await anAssignedLead();
  expect(EVENT_SUBSCRIPTIONS.startFollowUp).toContain(await lastEventOf({ baton, id }));
  await answerAsOwner(baton, id, { answer: 'contacted' });
  expect(EVENT_SUBSCRIPTIONS.startFollowUp).toContain(await lastEventOf({ baton, id }));
});

it('starts the next near timer and notifies people at each step of the ladder', async () => {
  expect(EVENT_SUBSCRIPTIONS.startNearTimer).toContain(await lastEventOf(await anAssignedLead()));
  for (const [taken, type] of ['SlaWarned', 'SlaBreached'].entries()) {
    const situation = await aLeadAtItsStep(taken);
    await takeDueStep(situation.id, situation.baton.now, situation.baton.deps);
    const types = await situation.baton.eventTypesOf(situation.id);
    expect(types).toContain(type);
    expect(EVENT_SUBSCRIPTIONS.startNearTimer).toContain(types.at(-1));
    expect(EVENT_SUBSCRIPTIONS.notifyRep).toContain(types.at(-1));
  }
});

it('notifies the owner of a review queue, and rings for nobody while the lead waits there', async () => {
  const lead = await aLeadInReview();
  expect(EVENT_SUBSCRIPTIONS.notifyRep).toContain(await lastEventOf(lead));
  await takeDueStep(lead.id, lead.baton.now, lead.baton.deps);
  expect(EVENT_SUBSCRIPTIONS.notifyRep).toContain(await lastEventOf(lead));
  expect(EVENT_SUBSCRIPTIONS.ringDoorbell).not.toContain(await lastEventOf(lead));
});
