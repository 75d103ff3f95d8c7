import { describe, expect, it } from 'vitest';
import { holdOf } from '../../shared/domain/lead/lead.ts';
import type { Plan } from '../../shared/domain/plan/plan.ts';
import type { VirtualBaton } from '../../shared/simulation/virtual-baton.ts';
import { assignManually } from '../../shared/use-cases/assignment/assign-manually.ts';
import { changeRep } from '../../shared/use-cases/reps/change-rep.ts';
import { aCalendar, aDraft, aPlan, aTeam } from '../support/builders/plan.ts';
import { aBaton, aDemoRequest, answerAsOwner, DAY } from './a-baton.ts';
import { expectInvariants } from './invariants.ts';

const CONTACTED = { answer: 'contacted' } as const;

async function putInForce(baton: VirtualBaton, plan: Plan): Promise<void> {
  await baton.deps.plans.activate(await baton.deps.plans.publish(aDraft({ plan, text: `plan: ${plan.plan}` })));
}

/** The same plan with its only calendar renamed. */
function renamedCalendar(): Plan {
  const plan = aPlan();
  const teams = Object.values(plan.teams).map((team) => [team.id, { ...team, hours: 'round-the-clock' }]);
  return { ...plan, calendars: { 'round-the-clock': aCalendar() }, teams: Object.fromEntries(teams) };
}

/** Builds a lead that a person assigned in a team that a later plan added and the next one removed. */
async function aLeadInARemovedTeam() {
  const baton = await aBaton({ reps: [{ id: 'kim' }, { id: 'zoe', teams: { pilot: 1 } }] });
  const id = await baton.postOne(aDemoRequest());
  const plan = aPlan();
  await putInForce(baton, { ...plan, teams: { ...plan.teams, pilot: aTeam({ id: 'pilot', manager: 'pia' }) } });
  const byHand = { leadId: id, epoch: 1, rep: 'zoe', overCap: false, by: 'mia', now: baton.now };
  expect((await assignManually(byHand, baton.deps)).outcome).toBe('done');
  await baton.settle();
  await putInForce(baton, plan);
  return { baton, id };
}

describe('a lead in work whose owner has been deleted', () => {
  it('goes back to the team when its owner would be nudged', async () => {
    const baton = await aBaton();
    const id = await baton.postOne(aDemoRequest());
    await answerAsOwner(baton, id, CONTACTED);
    const gone = (await baton.lead(id)).accountable ?? '';
    baton.deps.world.reps.delete(gone);
    await baton.advance(6 * DAY);
    expect(await baton.eventTypesOf(id)).toContain('LeadReleased');
    expect((await baton.lead(id)).accountable).not.toBe(gone);
  });
});

describe('a lead that was routed by an older plan', () => {
  it('can be answered although the plan in force has renamed its calendars', async () => {
    const baton = await aBaton();
    const id = await baton.postOne(aDemoRequest());
    await putInForce(baton, renamedCalendar());
    expect((await answerAsOwner(baton, id, CONTACTED)).outcome).toBe('done');
    await baton.advance(16 * DAY);
    expect((await baton.lead(id)).stage).toMatchObject({ place: 'queue', because: 'quiet' });
    await expectInvariants(baton);
  });

  it('can be answered, nudged and released although no plan has its team any more', async () => {
    const { baton, id } = await aLeadInARemovedTeam();
    expect((await answerAsOwner(baton, id, CONTACTED)).outcome).toBe('done');
    await baton.advance(6 * DAY);
    expect(await baton.eventTypesOf(id)).toContain('LeadWentQuiet');
    const zoe = await baton.deps.reps.get('zoe');
    if (!zoe) throw new Error('no rep zoe');
    await changeRep({ ...zoe, active: false, version: zoe.version + 1 }, baton.now, baton.deps);
    await baton.settle();
    expect(holdOf(await baton.lead(id))?.rep).not.toBe('zoe');
    await expectInvariants(baton);
  });
});
