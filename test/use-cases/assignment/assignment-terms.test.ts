import { expect, it } from 'vitest';
import { managerOf, planOf, teamOf, termsFor } from '../../../shared/use-cases/assignment/assignment-terms.ts';
import { aDraft, aPlan, aTeam } from '../../support/builders/plan.ts';
import { anAssignedLead, aReceivedLead, type StoppedBaton } from '../stopped-baton.ts';

/** Puts another plan in force, in which the lead's team is gone and another team has another manager. */
async function replacePlan({ deps }: StoppedBaton): Promise<void> {
  const plan = aPlan({ owner: 'nora', teams: { ae: aTeam({ id: 'ae', manager: 'nils' }) } });
  await deps.plans.activate(await deps.plans.publish(aDraft({ plan })));
}

it('keeps the plan that a lead was routed by, and takes the one in force before routing', async () => {
  const routed = await anAssignedLead();
  await replacePlan(routed);
  expect((await planOf(await routed.baton.lead(routed.id), routed.deps))?.owner).toBe('dana');
  const received = await aReceivedLead();
  await replacePlan(received);
  expect((await planOf(await received.baton.lead(received.id), received.deps))?.owner).toBe('nora');
});

it('fails when the plan of a lead is not stored', async () => {
  const { baton, deps, id } = await anAssignedLead();
  const { routing } = await baton.lead(id);
  if (!routing) throw new Error('the lead is routed');
  await expect(planOf({ routing: { ...routing, plan: 99 } }, deps)).rejects.toThrow('plan version 99');
});

it('takes a team from the plan in force, then from the lead’s own, and else the plan’s owner is the manager', async () => {
  const started = await anAssignedLead();
  const { deps } = started;
  await replacePlan(started);
  expect(await managerOf('ae', aPlan(), deps)).toBe('nils');
  expect(await managerOf('sdr', aPlan(), deps)).toBe('mia');
  expect(await managerOf('gone', aPlan(), deps)).toBe('dana');
  expect(await teamOf('constructor', aPlan(), deps)).toBeUndefined();
});

it('returns the terms of an assignment, and none for a rep that nobody knows', async () => {
  const { baton, deps, id } = await anAssignedLead();
  const lead = await baton.lead(id);
  const options = { team: 'sdr', placedBy: 'system' } as const;
  expect(await termsFor(lead, { ...options, rep: 'kim' }, deps)).toMatchObject({
    rep: { id: 'kim' },
    sla: { sla: 'demo' },
    placedBy: 'system',
  });
  expect(await termsFor(lead, { ...options, rep: 'nobody' }, deps)).toBeUndefined();
});

it('counts the public holidays of the rep’s region as days off', async () => {
  const { baton, deps, id } = await anAssignedLead({ reps: [{ id: 'kim', holidayRegion: 'DE-BE' }] });
  await deps.reps.saveHolidays('DE-BE', ['2026-12-25']);
  const terms = await termsFor(await baton.lead(id), { rep: 'kim', team: 'sdr', placedBy: 'system' }, deps);
  expect(JSON.stringify(terms?.schedule)).toContain('2026-12-25');
});
