import { expect, it } from 'vitest';
import { createInMemoryDeps } from '../../../shared/adapters/in-memory/in-memory-deps.ts';
import { addSeconds } from '../../../shared/domain/instant.ts';
import type { Handoff } from '../../../shared/domain/lead/lead.ts';
import type { Plan } from '../../../shared/domain/plan/plan.ts';
import type { Rep } from '../../../shared/domain/team/rep.ts';
import { handoffContextOf } from '../../../shared/use-cases/answers/handoff-context.ts';
import { aHandoff } from '../../support/builders/handoff.ts';
import { aLead } from '../../support/builders/lead.ts';
import { MONDAY } from '../../support/builders/moment.ts';
import { aDraft, aPlan, aTeam } from '../../support/builders/plan.ts';
import { aRep, saveReps } from '../../support/builders/rep.ts';

/** Kim of team `sdr` handed the lead off to team `ae`; after too many returns it goes to team `desk`. */
const OFFERED = aHandoff({ fallbackTeam: 'desk' });
const TEAMS = { sdr: aTeam(), ae: aTeam({ id: 'ae', manager: 'ana' }), desk: aTeam({ id: 'desk', manager: 'dora' }) };
const PLAN = aPlan({ teams: TEAMS });

/** Returns the context of a lead that Abe of team `ae` has, unless `owner` says otherwise. */
async function contextFor(
  options: {
    readonly handoff?: Handoff;
    readonly owner?: string;
    readonly giver?: Partial<Rep>;
    readonly active?: Plan;
  } = {},
) {
  const { handoff, owner: rep = 'abe', giver, active = PLAN } = options;
  const deps = createInMemoryDeps();
  await deps.plans.activate(await deps.plans.publish(aDraft({ plan: active })));
  if (giver) await saveReps(deps.reps, aRep(giver));
  return handoffContextOf({ ...aLead('assigned', { rep, team: 'ae' }), handoff }, PLAN, MONDAY, deps);
}

it('says to whom a lead that nobody has accepted can go back, and who manages the teams it may go to', async () => {
  const context = await contextFor({ handoff: OFFERED, giver: { id: 'kim' } });
  expect(context).toMatchObject({ handoff: OFFERED, isGiverAvailable: true });
  expect(['sdr', 'desk'].map((team) => context?.managerOf(team))).toEqual(['mia', 'dora']);
});

it.each([
  ['was never handed off', {}],
  ['is accepted', { handoff: { ...OFFERED, state: 'accepted' } }],
  ['was returned before', { handoff: { ...OFFERED, state: 'over' } }],
  ['is back with the rep who handed it off', { handoff: OFFERED, owner: 'kim' }],
] as const)('has nothing to say about a lead that %s', async (_, options) => {
  expect(await contextFor({ giver: { id: 'kim' }, ...options })).toBeUndefined();
});

it.each([
  ['is away', false, { leaves: [{ from: MONDAY, until: addSeconds(MONDAY, 1) }] }],
  ['has left', false, { active: false }],
  ['is back from a leave', true, { leaves: [{ from: addSeconds(MONDAY, -3600), until: MONDAY }] }],
  ['will be away', true, { leaves: [{ from: addSeconds(MONDAY, 1), until: addSeconds(MONDAY, 3600) }] }],
])('knows whether the rep who handed it off %s', async (_, isGiverAvailable, giver) => {
  expect(await contextFor({ handoff: OFFERED, giver })).toMatchObject({ isGiverAvailable });
});

it('counts a rep whom nobody knows any more as not available', async () => {
  expect(await contextFor({ handoff: OFFERED })).toMatchObject({ isGiverAvailable: false });
});

it('takes the manager from the plan in force, then from the plan of the lead, then the owner of that plan', async () => {
  const active = aPlan({ owner: 'olga', teams: { sdr: aTeam({ manager: 'nele' }) } });
  const context = await contextFor({ handoff: OFFERED, active });
  expect(['sdr', 'desk'].map((team) => context?.managerOf(team))).toEqual(['nele', 'dora']);
  const dropped = await contextFor({ handoff: { ...OFFERED, fallbackTeam: 'gone' }, active });
  expect(['gone', 'unrelated'].map((team) => dropped?.managerOf(team))).toEqual(['dana', 'dana']);
});
