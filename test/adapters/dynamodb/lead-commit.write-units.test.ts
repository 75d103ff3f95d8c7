import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { PATHS } from '../../../bench/cost/paths.ts';
import { parsePlan } from '../../../shared/domain/plan/compile/parse-plan.ts';
import { VirtualBaton } from '../../../shared/simulation/virtual-baton.ts';
import { answerAsOwner } from '../../scenarios/a-baton.ts';
import { MONDAY } from '../../support/builders/moment.ts';
import { aDraft } from '../../support/builders/plan.ts';
import { aRep, saveReps } from '../../support/builders/rep.ts';
import { WriteRecorder } from './recorded-writes.ts';

const PLAN = readFileSync(new URL('../../../bench/cost/plan.yaml', import.meta.url), 'utf8');

/** Plays the first path of the cost recording in memory: a demo request, and a first response in time. */
async function writesOfLeadAnsweredInTime(teamSize: number) {
  const plan = parsePlan(PLAN);
  if (!plan.ok) throw new Error(JSON.stringify(plan.problem));
  const recorder = new WriteRecorder();
  const baton = new VirtualBaton({ start: MONDAY, wrapDeps: (deps) => recorder.wrapDeps(deps) });
  await baton.deps.plans.activate(await baton.deps.plans.publish(aDraft({ plan: plan.value })));
  const reps = Array.from({ length: teamSize }, (_, at) => `rep.${String(at + 1).padStart(2, '0')}`);
  await saveReps(baton.deps.reps, ...reps.map((id) => aRep({ id, teams: { desk: 1 } })));
  const playLead = async (index: number) => {
    const form = { email: `nora@lindwerk${index}.example`, name: `Nora Lind ${index}`, ...PATHS[0]?.fields };
    const id = await baton.postOne(form);
    await baton.advance(5);
    expect((await answerAsOwner(baton, id, { answer: 'contacted' })).outcome).toBe('done');
    await baton.settle();
    return id;
  };
  // Once every rep has had a lead, the rows that all leads share have their usual size.
  for (const index of reps.keys()) await playLead(index);
  await recorder.take();
  const id = await playLead(teamSize);
  const life = ['LeadReceived', 'LeadRouted', 'LeadAssigned', 'RepNotified', 'FirstResponseMade'];
  expect(await baton.eventTypesOf(id)).toEqual(life);
  return recorder.take();
}

it('a lead with a first response in time costs no more than these write units', async () => {
  expect(await writesOfLeadAnsweredInTime(3)).toEqual({
    tables: 31,
    indexes: 8,
    rows: {
      'LEAD/STATE': 15,
      'CLAIM/CLAIM': 4,
      QUEUE: 2,
      'LEAD/EVENT': 4,
      'DELIVERY/DELIVERY': 3,
      'LEAD/PERSON': 2,
      'HELD/LEAD': 1,
      'REP/HOLD': 2,
      'LOADS/LOAD': 2,
      'TEAM/LEDGER': 2,
      'DECISION/RECORD': 1,
      'LEAD/FEATURES': 1,
    },
  });
});

it('a lead in a team of fifty costs as much as in one of three', async () => {
  expect(await writesOfLeadAnsweredInTime(50)).toEqual(await writesOfLeadAnsweredInTime(3));
});
