import { expect } from 'vitest';
import type { LeadState } from '../../shared/domain/lead/stage.ts';
import type { VirtualBaton } from '../../shared/simulation/virtual-baton.ts';
import { assignTeam } from '../../shared/use-cases/assignment/assign-team.ts';
import { takeDueStep } from '../../shared/use-cases/follow-up/take-due-step.ts';
import { notifyOfEvent } from '../../shared/use-cases/notifications/notify-rep.ts';
import { enrichLead } from '../../shared/use-cases/routing/enrich-lead.ts';
import { routeLead } from '../../shared/use-cases/routing/route-lead.ts';
import { aBaton, aDemoRequest, answerAsOwner, postMany } from '../scenarios/a-baton.ts';
import { aPlan, aTeam } from '../support/builders/plan.ts';

const ALONE = { events: false, doorbell: false, timers: false, sweep: false, recycling: false };

/** A situation: a Baton in which nothing happens by itself, and the lead that the use case is about. */
export interface Situation {
  readonly baton: VirtualBaton;
  readonly id: string;
}

export async function aReceivedLead(): Promise<Situation> {
  const baton = await aBaton({ switches: ALONE });
  return { baton, id: await baton.postOne(aDemoRequest()) };
}

export async function anEnrichedLead(): Promise<Situation> {
  const { baton, id } = await aReceivedLead();
  await enrichLead(id, baton.now, baton.deps);
  return { baton, id };
}

export async function queuedLeads(count: number, office: Parameters<typeof aBaton>[0] = {}): Promise<Situation> {
  const baton = await aBaton({ ...office, switches: ALONE });
  const ids = await postMany(baton, count, (index) => aDemoRequest(`lead${index}`));
  for (const lead of ids) {
    await enrichLead(lead, baton.now, baton.deps);
    await routeLead({ lead }, baton.now, baton.deps);
  }
  return { baton, id: ids[0] ?? '' };
}

/** This many leads that mind meetings, in the queue of a team of ten with calendars. */
export async function queuedUrgentLeads(count: number): Promise<Situation> {
  const teams = { ...aPlan().teams, sdr: aTeam({ meetings: { passOver: ['normal'], longerThanSeconds: 600 } }) };
  const calendar = { kind: 'ical', address: 'https://calendar.example/a.ics' } as const;
  const reps = Array.from({ length: 10 }, (_, index) => ({ id: `rep-${index}`, calendar }));
  return queuedLeads(count, { plan: { teams }, reps });
}

/** An assigned lead, its owner not yet notified. */
export async function anAssignedLead(): Promise<Situation> {
  const { baton, id } = await queuedLeads(1);
  await assignTeam('sdr', baton.now, baton.deps);
  return { baton, id };
}

export async function aNotifiedLead(): Promise<Situation> {
  const { baton, id } = await anAssignedLead();
  await notifyOfEvent(id, (await baton.lead(id)).lastEvent, baton.now, baton.deps);
  return { baton, id };
}

/** A notified lead at its next date, after it has taken this many of its steps. */
export async function aLeadAtItsStep(taken: number): Promise<Situation> {
  const { baton, id } = await aNotifiedLead();
  for (let step = 0; step < taken; step += 1) {
    await advanceToDate(baton, id);
    await takeDueStep(id, baton.now, baton.deps);
  }
  await advanceToDate(baton, id);
  return { baton, id };
}

export async function advanceToDate(baton: VirtualBaton, id: string): Promise<void> {
  baton.now = (await baton.lead(id)).dueAt ?? baton.now;
}

export async function aWorkingLead(): Promise<Situation> {
  const { baton, id } = await aNotifiedLead();
  await answerAsOwner(baton, id, { answer: 'contacted' });
  await advanceToDate(baton, id);
  return { baton, id };
}

export async function aLeadInReview(): Promise<Situation> {
  return routedLead({ touch: 'whitepaper' }, 'waiting');
}

export async function aLeadInNurture(): Promise<Situation> {
  return routedLead({ touch: 'whitepaper' }, 'nurturing');
}

async function routedLead(request: object, state: LeadState): Promise<Situation> {
  const plan = state === 'waiting' ? { layers: [] } : {};
  const baton = await aBaton({ switches: ALONE, plan });
  const lead = await baton.postOne(aDemoRequest('ada', request));
  await enrichLead(lead, baton.now, baton.deps);
  await routeLead({ lead }, baton.now, baton.deps);
  expect((await baton.lead(lead)).stage.state).toBe(state);
  await advanceToDate(baton, lead);
  return { baton, id: lead };
}

export async function anOverdueReceivedLead(): Promise<Situation> {
  const { baton, id } = await aReceivedLead();
  await advanceToDate(baton, id);
  return { baton, id };
}

/** Completes the follow-up of the reps that the situation created, so that a sweep looks at the lead alone. */
export function afterRepChanges(situate: () => Promise<Situation>): () => Promise<Situation> {
  return async () => {
    const situation = await situate();
    const { reps } = situation.baton.deps;
    for (const change of await reps.pendingChanges(situation.baton.now, 100)) await reps.completeChange(change);
    return situation;
  };
}
