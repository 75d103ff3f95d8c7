import { expect, it } from 'vitest';
import { CachedPlanStore } from '../../../shared/adapters/in-process/cached-plan-store.ts';
import { readTeam } from '../../../shared/use-cases/assignment/read-team.ts';
import { aBaton } from '../../scenarios/a-baton.ts';
import { anAdjustment } from '../../support/builders/ledger.ts';
import { aDraft, aPlan, aTeam } from '../../support/builders/plan.ts';
import { replaceMethods } from '../../support/builders/replaced.ts';
import { anAssignedLead } from '../stopped-baton.ts';

it('returns nothing without a plan in force, or for a team that the plan does not have', async () => {
  const { deps } = await aBaton();
  expect(await readTeam('gone', deps)).toBeUndefined();
  expect(await readTeam('constructor', deps)).toBeUndefined();
  const plans = replaceMethods(deps.plans, { active: async () => undefined });
  expect(await readTeam('sdr', { ...deps, plans })).toBeUndefined();
});

it('reads the members of the team alone, each with their load', async () => {
  const { deps } = await anAssignedLead({ reps: [{ id: 'kim' }, { id: 'lou', teams: { ae: 1 } }] });
  const team = await readTeam('sdr', deps);
  expect(team?.candidates.map(({ rep }) => rep.id)).toEqual(['kim']);
  expect(team?.candidates[0]?.load).toMatchObject({ open: 1 });
});

it('follows the plan in force at once', async () => {
  const { deps } = await aBaton();
  const plan = aPlan({ teams: { sdr: aTeam({ manager: 'nora' }) } });
  const version = await deps.plans.publish(aDraft({ plan }));
  await deps.plans.activate(version);
  expect(await readTeam('sdr', deps)).toMatchObject({ planVersion: version, team: { manager: 'nora' } });
});

it('looks for a team that the kept plan lacks in the plan in force now', async () => {
  const { deps } = await aBaton();
  const plans = new CachedPlanStore({ store: deps.plans, ttlMilliseconds: 10_000, clock: () => 0 });
  await plans.active();
  const version = await deps.plans.publish(aDraft({ plan: aPlan({ teams: { newcomers: aTeam() } }) }));
  await deps.plans.activate(version);
  expect(await readTeam('sdr', { ...deps, plans })).toMatchObject({ planVersion: version - 1 });
  expect(await readTeam('newcomers', { ...deps, plans })).toMatchObject({ planVersion: version });
});

it('applies pending adjustments to the ledger, and keeps the stored one and their ids for the save', async () => {
  const { deps } = await anAssignedLead({ reps: [{ id: 'kim' }, { id: 'lea' }] });
  const { ledger } = await deps.leads.ledger('sdr');
  const owed = [{ ...anAdjustment({ id: 'adjustment_7' }), band: 'warm' }];
  const leads = replaceMethods(deps.leads, { ledger: async () => ({ ledger, owed }) });
  const team = await readTeam('sdr', { ...deps, leads });
  expect(team).toMatchObject({ storedLedger: ledger, appliedAdjustments: ['adjustment_7'] });
  expect(team?.ledger.entries).not.toEqual(ledger.entries);
});

it('takes a member who cannot be read for no leaver: their credit, and what is owed, wait until they are read', async () => {
  const { deps } = await anAssignedLead({ reps: [{ id: 'kim' }, { id: 'lea' }] });
  const { ledger } = await deps.leads.ledger('sdr');
  const leads = replaceMethods(deps.leads, { ledger: async () => ({ ledger, owed: [anAdjustment()] }) });
  const all = await deps.reps.membersOf('sdr');
  const membersOf = async () => ({ members: all.members.filter(({ rep }) => rep.id === 'kim'), isComplete: false });
  const team = await readTeam('sdr', { ...deps, leads, reps: replaceMethods(deps.reps, { membersOf }) });
  expect(team).toMatchObject({ ledger, appliedAdjustments: [] });
  expect(Object.values(ledger.entries).map(({ lea }) => lea?.credit)).toEqual([500_000_000]);
  expect(team?.candidates.map(({ rep }) => rep.id)).toEqual(['kim']);
});

it('reads the holidays of each region once', async () => {
  const region = { holidayRegion: 'DE-BE' };
  const { deps } = await aBaton({ reps: [{ id: 'kim', ...region }, { id: 'lea', ...region }, { id: 'max' }] });
  await deps.reps.saveHolidays('DE-BE', ['2026-12-25']);
  const asked: string[] = [];
  const holidays: typeof deps.reps.holidays = async (name) => {
    asked.push(name);
    return deps.reps.holidays(name);
  };
  const team = await readTeam('sdr', { ...deps, reps: replaceMethods(deps.reps, { holidays }) });
  expect(asked).toEqual(['DE-BE']);
  const off = team?.candidates.filter(({ schedule }) => JSON.stringify(schedule).includes('2026-12-25'));
  expect(off?.map(({ rep }) => rep.id)).toEqual(['kim', 'lea']);
});
