import { expect, it } from 'vitest';
import { createInMemoryDeps } from '../../../shared/adapters/in-memory/in-memory-deps.ts';
import { addSeconds } from '../../../shared/domain/instant.ts';
import type { Lead } from '../../../shared/domain/lead/lead.ts';
import type { Working } from '../../../shared/domain/lead/stage.ts';
import type { QuietLeadStep } from '../../../shared/domain/plan/plan.ts';
import { decideWorkingStep } from '../../../shared/use-cases/follow-up/working-step.ts';
import { DAY } from '../../scenarios/a-baton.ts';
import { aLead } from '../../support/builders/lead.ts';
import { MONDAY } from '../../support/builders/moment.ts';
import { aDraft, aPlan } from '../../support/builders/plan.ts';
import { aRep, saveReps } from '../../support/builders/rep.ts';
import { aWorkingLead } from '../situations.ts';

const NOT_DUE = { refused: 'not_due' };

/** Builds a lead that Kim of team `sdr` works on and that has just gone quiet. */
function aQuietLead(stage: Partial<Working> = {}): Lead {
  const lead = aLead('working');
  if (lead.stage.state !== 'working') throw new Error('the lead is being worked');
  return { ...lead, dueAt: MONDAY, stage: { ...lead.stage, quietAt: MONDAY, ...stage } };
}

/** Decides by a plan with these steps for a quiet lead. */
async function decide(
  lead: Lead,
  options: { readonly then?: readonly QuietLeadStep[]; readonly now?: string; readonly reps?: readonly string[] } = {},
) {
  const { then = ['nudge', 'manager', 'catch_all'], now = MONDAY, reps = ['kim'] } = options;
  const deps = createInMemoryDeps();
  const plan = aPlan({ working: { quietSeconds: 5 * DAY, then, reason: 'no_answer' } });
  await deps.plans.activate(await deps.plans.publish(aDraft({ plan })));
  await saveReps(deps.reps, ...reps.map((id) => aRep({ id })));
  return decideWorkingStep(lead, now, deps);
}

it('reminds the owner of a quiet lead once, then the manager', async () => {
  let lead = aQuietLead();
  for (const [index, step] of (['nudge', 'manager'] as const).entries()) {
    const now = addSeconds(MONDAY, index * 5 * DAY);
    const decision = await decide(lead, { now });
    if ('refused' in decision) throw new Error(decision.refused);
    expect(decision.change.event).toMatchObject({
      type: 'LeadWentQuiet',
      data: { rep: 'kim', epoch: lead.epoch, step },
    });
    lead = decision.change.after;
    expect(lead).toMatchObject({ accountable: 'kim', dueAt: addSeconds(now, 5 * DAY), previousHolders: [] });
    expect(lead.stage).toMatchObject({ state: 'working', quietStep: index + 1 });
    expect(await decide(lead, { now })).toEqual(NOT_DUE);
  }
});

it.each([
  [['catch_all'], 'LeadSentToQueue', { state: 'waiting', queue: 'catch-all', because: 'quiet' }],
  [['recycle'], 'LeadNurtured', { state: 'nurturing', reason: 'no_answer', accountable: 'mia' }],
] as const)('takes the lead from its owner by the step %o', async (then, type, stage) => {
  expect(await decide(aQuietLead(), { then })).toMatchObject({
    change: { event: { type, data: { rep: 'kim' } }, after: { stage, previousHolders: ['kim'] } },
  });
});

it.each(['catch_all', 'recycle'] as const)(
  'asks the manager instead of the step %s about a lead that a person assigned',
  async (step) => {
    expect(await decide(aQuietLead({ placedBy: 'person' }), { then: [step] })).toMatchObject({
      change: { event: { type: 'LeadWentQuiet', data: { step: 'manager' } }, after: { stage: { owner: 'kim' } } },
    });
  },
);

it('repeats the last step of the plan, and only reminds the owner when the plan names no step', async () => {
  const quiet = (step: string) => ({ change: { event: { type: 'LeadWentQuiet', data: { step } } } });
  const lead = aQuietLead({ quietStep: 7 });
  expect(await decide(lead, { then: ['nudge', 'manager'] })).toMatchObject(quiet('manager'));
  expect(await decide(lead, { then: [] })).toMatchObject(quiet('nudge'));
});

it.each([
  ['the owner’s leave begins', 'leave', { leaveAt: MONDAY, quietAt: addSeconds(MONDAY, DAY) }, ['kim']],
  ['the owner is unknown', 'unknown_rep', {}, []],
])('releases the lead to its team when %s', async (_, because, stage, reps) => {
  expect(await decide(aQuietLead(stage), { reps })).toMatchObject({
    change: {
      event: { type: 'LeadReleased', data: { rep: 'kim', team: 'sdr', because } },
      after: {
        stage: { state: 'waiting', workItem: { team: 'sdr', since: MONDAY }, because },
        ...{ previousHolders: ['kim'], accountable: 'mia' },
      },
    },
  });
});

it('asks about a quiet lead while the leave is still ahead', async () => {
  expect(await decide(aQuietLead({ leaveAt: addSeconds(MONDAY, 1) }))).toMatchObject({
    change: { event: { type: 'LeadWentQuiet' }, after: { dueAt: addSeconds(MONDAY, 1) } },
  });
});

it('refuses before the date, and for a lead that nobody works on', async () => {
  expect(await decide(aQuietLead(), { now: addSeconds(MONDAY, -1) })).toEqual(NOT_DUE);
  expect(await decide({ ...aLead('assigned'), dueAt: MONDAY })).toEqual(NOT_DUE);
});

it('goes by the plan that routed the lead, and refuses while no plan is known', async () => {
  const { baton, id } = await aWorkingLead();
  const lead = await baton.lead(id);
  const stricter = aPlan({ working: { ...aPlan().working, then: ['catch_all'] } });
  await baton.deps.plans.activate(await baton.deps.plans.publish(aDraft({ plan: stricter, text: 'plan: stricter' })));
  expect(await decideWorkingStep(lead, baton.now, baton.deps)).toMatchObject({
    change: { event: { type: 'LeadWentQuiet', data: { step: 'nudge' } } },
  });
  baton.deps.world.activePlan = undefined;
  expect(await decideWorkingStep({ ...lead, routing: undefined }, baton.now, baton.deps)).toEqual(NOT_DUE);
});
