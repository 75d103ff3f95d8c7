import { expect, it } from 'vitest';
import { createInMemoryDeps } from '../../../shared/adapters/in-memory/in-memory-deps.ts';
import { addSeconds } from '../../../shared/domain/instant.ts';
import type { Deadline } from '../../../shared/domain/lead/deadline.ts';
import type { Lead } from '../../../shared/domain/lead/lead.ts';
import type { Assigned } from '../../../shared/domain/lead/stage.ts';
import type { Plan } from '../../../shared/domain/plan/plan.ts';
import { decideAssignedStep } from '../../../shared/use-cases/follow-up/assigned-step.ts';
import { aHandoff } from '../../support/builders/handoff.ts';
import { aLead } from '../../support/builders/lead.ts';
import { MONDAY, minutesAfterMonday } from '../../support/builders/moment.ts';
import { aDraft, aPlan } from '../../support/builders/plan.ts';
import { aRep, saveReps } from '../../support/builders/rep.ts';
import { aLeadAtItsStep } from '../situations.ts';

const NOT_DUE = { refused: 'not_due' };
const LATER = minutesAfterMonday(600);

/** Builds a lead that Kim of team `sdr` has, on whose ladder this deadline is next and another one far away. */
function aLeadBefore(deadline: Deadline, overrides: Partial<Lead> = {}, stage: Partial<Assigned> = {}): Lead {
  const lead = aLead('assigned');
  if (lead.stage.state !== 'assigned') throw new Error('the lead is assigned');
  const deadlines: readonly Deadline[] = [deadline, { kind: 'escalate', whom: 'rep', at: LATER }];
  return { ...lead, dueAt: deadline.at, ...overrides, stage: { ...lead.stage, deadlines, ...stage } };
}

async function decide(lead: Lead, { plan, now = MONDAY }: { plan?: Partial<Plan>; now?: string } = {}) {
  const deps = createInMemoryDeps();
  await deps.plans.activate(await deps.plans.publish(aDraft({ plan: aPlan(plan) })));
  await saveReps(deps.reps, aRep());
  return decideAssignedStep(lead, now, deps);
}

it.each([
  [{ kind: 'warn' }, 'SlaWarned', {}, { warnedAt: MONDAY }],
  [{ kind: 'breach' }, 'SlaBreached', {}, { breachedAt: MONDAY }],
  [{ kind: 'escalate', whom: 'rep' }, 'LeadEscalated', { to: 'kim', because: 'notify_rep' }, {}],
  [{ kind: 'escalate', whom: 'manager' }, 'LeadEscalated', { to: 'mia', because: 'notify_manager' }, {}],
  [{ kind: 'escalate', whom: 'plan_owner' }, 'LeadEscalated', { to: 'dana', because: 'notify_plan_owner' }, {}],
] as const)('takes the step %o once and leaves the lead with its owner', async (deadline, type, data, stage) => {
  const lead = aLeadBefore({ ...deadline, at: MONDAY });
  const decision = await decide(lead);
  if ('refused' in decision) throw new Error(decision.refused);
  const { event, after } = decision.change;
  expect(event).toMatchObject({ type, data: { rep: 'kim', epoch: lead.epoch, ...data }, at: MONDAY });
  expect(after.stage).toEqual({ ...lead.stage, ...stage, nextDeadline: 1 });
  expect(after.dueAt).toBe(LATER);
  expect(await decide(after)).toEqual(NOT_DUE);
});

it('seeks another owner while the present one keeps the lead, and takes no further step meanwhile', async () => {
  const lead = aLeadBefore({ kind: 'reassign', at: MONDAY });
  const decision = await decide(lead);
  if ('refused' in decision) throw new Error(decision.refused);
  const { event, after } = decision.change;
  expect(event).toMatchObject({ type: 'ReassignmentSought', data: { rep: 'kim', team: 'sdr', epoch: lead.epoch } });
  expect(after).toMatchObject({ accountable: 'kim', previousHolders: [], reassignments: 0 });
  expect(after.stage).toMatchObject({ owner: 'kim', nextDeadline: 1, seeking: { workItem: { team: 'sdr' } } });
  expect(await decide(after, { now: LATER })).toEqual(NOT_DUE);
});

it.each([
  ['the catch-all queue', {}, 'LeadSentToQueue', { state: 'waiting', queue: 'catch-all', because: 'reassign_limit' }],
  ['nurture', { then: 'recycle' }, 'LeadNurtured', { state: 'nurturing', reason: 'no_answer', accountable: 'mia' }],
] as const)('sends a lead that was reassigned as often as the plan allows to %s', async (_, then, type, stage) => {
  const limits = { ...aPlan().limits, reassign: 2, ...then };
  const reassign = { kind: 'reassign', at: MONDAY } as const;
  expect(await decide(aLeadBefore(reassign, { reassignments: 2 }), { plan: { limits } })).toMatchObject({
    change: { event: { type }, after: { stage, previousHolders: ['kim'] } },
  });
  expect(await decide(aLeadBefore(reassign, { reassignments: 1 }), { plan: { limits } })).toMatchObject({
    change: { event: { type: 'ReassignmentSought' } },
  });
});

it('releases the lead to its team when the owner’s leave begins', async () => {
  expect(await decide(aLeadBefore({ kind: 'leave', at: MONDAY }))).toMatchObject({
    change: {
      event: { type: 'LeadReleased', data: { rep: 'kim', team: 'sdr', because: 'leave' } },
      after: {
        stage: { state: 'waiting', workItem: { team: 'sdr', since: MONDAY }, because: 'leave' },
        ...{ previousHolders: ['kim'], accountable: 'mia' },
      },
    },
  });
});

it('returns a handed-off lead that was not accepted to the rep who handed it off', async () => {
  const accept = { kind: 'accept', at: MONDAY } as const;
  expect(await decide(aLeadBefore(accept, { handoff: aHandoff() }, { owner: 'abe', team: 'ae' }))).toMatchObject({
    change: {
      event: { type: 'HandoffReturned', data: { rep: 'abe', team: 'sdr', to: 'kim', because: 'not_accepted' } },
      after: { stage: { state: 'waiting', workItem: { team: 'sdr' } }, accountable: 'mia', handoff: { returns: 1 } },
    },
  });
  await expect(decide(aLeadBefore(accept))).rejects.toThrow('was not handed off');
});

it('reminds the manager every day after the whole ladder has passed', async () => {
  const breach = { kind: 'breach', at: addSeconds(MONDAY, -3600) } as const;
  let lead = aLeadBefore(breach, { dueAt: MONDAY }, { deadlines: [breach], nextDeadline: 1 });
  for (const day of [0, 1, 2]) {
    const now = addSeconds(MONDAY, day * 24 * 3600);
    expect(await decide(lead, { now: addSeconds(now, -1) })).toEqual(NOT_DUE);
    const decision = await decide(lead, { now });
    if ('refused' in decision) throw new Error(decision.refused);
    expect(decision.change.event).toMatchObject({
      type: 'LeadEscalated',
      data: { rep: 'kim', to: 'mia', because: 'still_no_response' },
    });
    lead = decision.change.after;
    expect(lead.dueAt).toBe(addSeconds(now, 24 * 3600));
  }
});

it('refuses before the date, for a lead that is not assigned, and while the notification is missing', async () => {
  const warn = { kind: 'warn', at: MONDAY } as const;
  expect(await decide(aLeadBefore(warn), { now: addSeconds(MONDAY, -1) })).toEqual(NOT_DUE);
  expect(await decide({ ...aLead('working'), dueAt: MONDAY })).toEqual(NOT_DUE);
  expect(await decide(aLeadBefore({ kind: 'notify', at: MONDAY }))).toEqual(NOT_DUE);
});

it('goes by the limits of the plan that routed the lead, and refuses while no plan is known', async () => {
  const { baton, id } = await aLeadAtItsStep(2);
  const lead = await baton.lead(id);
  const stricter = aPlan({ limits: { ...aPlan().limits, reassign: 0 } });
  await baton.deps.plans.activate(await baton.deps.plans.publish(aDraft({ plan: stricter, text: 'plan: stricter' })));
  expect(await decideAssignedStep(lead, baton.now, baton.deps)).toMatchObject({
    change: { event: { type: 'ReassignmentSought' } },
  });
  baton.deps.world.activePlan = undefined;
  expect(await decideAssignedStep({ ...lead, routing: undefined }, baton.now, baton.deps)).toEqual(NOT_DUE);
});
