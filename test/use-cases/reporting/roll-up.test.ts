import { expect, it } from 'vitest';
import { createInMemoryDeps, type InMemoryDeps } from '../../../shared/adapters/in-memory/in-memory-deps.ts';
import { selectCounters, sumCounters } from '../../../shared/domain/reporting/counters.ts';
import { durationBucketOf } from '../../../shared/domain/reporting/ddsketch.ts';
import { rollUp } from '../../../shared/use-cases/reporting/roll-up.ts';
import { answerAsOwner } from '../../scenarios/a-baton.ts';
import { aStoredLead, commitOrThrow } from '../../support/builders/lead.ts';
import { minutesAfterMonday } from '../../support/builders/moment.ts';
import { makeTransition } from '../../support/builders/moves.ts';
import { aCalendar, aDraft, aPlan, aTeam } from '../../support/builders/plan.ts';
import { replaceMethods } from '../../support/builders/replaced.ts';
import { anAssignedLead } from '../stopped-baton.ts';

/** Returns everything counted so far; the reps' counters are left out, because they repeat it. */
function countersOf({ world }: InMemoryDeps) {
  return sumCounters(world.postings.flatMap(({ to, counters }) => ('cell' in to ? [counters] : [])));
}

/** Stores a received lead with this many touchpoints more. */
async function aTouchedLead(touches: number) {
  const deps = createInMemoryDeps();
  let lead = await aStoredLead(deps.leads);
  for (let touch = 0; touch < touches; touch += 1) {
    const data = { source: 'website', touch: 'webinar' };
    lead = await commitOrThrow(deps.leads, makeTransition(lead, 'TouchpointAdded', { data }));
  }
  return { deps, id: lead.id };
}

it('counts the events of a lead once, however often it is nudged', async () => {
  const { baton, deps, id } = await anAssignedLead();
  expect(await rollUp(id, deps)).toBe(3);
  const counted = countersOf(deps);
  expect(counted).toMatchObject({ received: 1, routed: 1, assigned: 1, assignedBySystem: 1 });
  expect(await rollUp(id, deps)).toBe(0);
  expect(countersOf(deps)).toEqual(counted);
  await answerAsOwner(baton, id, { answer: 'contacted' });
  expect(await rollUp(id, deps)).toBe(1);
  expect(countersOf(deps)).toMatchObject({ received: 1, assigned: 1, firstResponses: 1, due: 1, respondedInTime: 1 });
  expect(deps.world.countedLeads.get(id)).toMatchObject({ seq: 4, touched: true });
});

it('counts nothing of a lead that does not exist', async () => {
  const deps = createInMemoryDeps();
  expect(await rollUp('lead_nobody', deps)).toBe(0);
  expect(deps.world.postings).toEqual([]);
});

it('counts a long timeline in several transactions, each from where the last one ended', async () => {
  const { deps, id } = await aTouchedLead(44);
  const saves: { readonly fromSeq: number; readonly seq: number }[] = [];
  const reports = replaceMethods(deps.reports, {
    save: async (roll) => {
      saves.push({ fromSeq: roll.fromSeq, seq: roll.after.seq });
      return deps.reports.save(roll);
    },
  });
  expect(await rollUp(id, { ...deps, reports })).toBe(40);
  expect(saves).toEqual([
    { fromSeq: 0, seq: 20 },
    { fromSeq: 20, seq: 40 },
  ]);
});

it('leaves events that change no figure to be counted with the next one that does', async () => {
  const { deps, id } = await aTouchedLead(0);
  expect(await rollUp(id, deps)).toBe(1);
  const lead = await deps.leads.load(id);
  if (!lead) throw new Error('the lead is stored');
  const data = { source: 'website', touch: 'webinar' };
  const touched = await commitOrThrow(deps.leads, makeTransition(lead, 'TouchpointAdded', { data }));
  expect(await rollUp(id, deps)).toBe(0);
  const closed = { state: 'closed', outcome: 'screened', closedAt: minutesAfterMonday(1) } as const;
  const screened = { plan: 1, rule: 'jobs', reason: 'not_a_buyer' };
  await commitOrThrow(deps.leads, makeTransition(touched, 'LeadScreened', { data: screened, stage: closed }));
  expect(await rollUp(id, deps)).toBe(2);
  expect(countersOf(deps)).toMatchObject({ received: 1, 'closed:screened': 1 });
});

it('counts again from the new place when somebody else counted the lead meanwhile', async () => {
  const { deps, id } = await anAssignedLead();
  let races = 0;
  const reports = replaceMethods(deps.reports, {
    save: async (roll) => {
      races += 1;
      if (races === 1) await rollUp(id, deps);
      return deps.reports.save(roll);
    },
  });
  expect(await rollUp(id, { ...deps, reports })).toBe(0);
  expect(countersOf(deps)).toMatchObject({ received: 1, assigned: 1 });
});

it('fails when others keep counting the same lead, and counts nothing', async () => {
  const { deps, id } = await anAssignedLead();
  const reports = replaceMethods(deps.reports, { save: async () => ({ outcome: 'stale' }) });
  await expect(rollUp(id, { ...deps, reports })).rejects.toThrow('kept being counted');
  expect(deps.world.postings).toEqual([]);
});

it.each([
  ['with its assignment', false],
  ['after its assignment', true],
])('counts the first response %s in working time by the hours of the team, if the owner is known', async (_, apart) => {
  const calendars = { ...aPlan().calendars, morning: aCalendar('10:00', '10:30') };
  const plan = aPlan({ calendars, teams: { sdr: aTeam({ hours: 'morning' }) } });
  const countAfterAnHour = async (change: (deps: InMemoryDeps) => void) => {
    const { baton, deps, id } = await anAssignedLead();
    await deps.plans.activate(await deps.plans.publish(aDraft({ plan, text: 'plan: morning' })));
    if (apart) await rollUp(id, deps);
    baton.now = minutesAfterMonday(60);
    await answerAsOwner(baton, id, { answer: 'contacted' });
    change(deps);
    await rollUp(id, deps);
    return countersOf(deps);
  };
  const speed = { [durationBucketOf(3600)]: 1 };
  const known = await countAfterAnHour(() => undefined);
  expect(selectCounters(known, 'speed')).toEqual(speed);
  expect(selectCounters(known, 'speedAtWork')).toEqual({ [durationBucketOf(1800)]: 1 });
  const byItsOwnPlan = await countAfterAnHour((deps) => {
    deps.world.activePlan = undefined;
  });
  expect(selectCounters(byItsOwnPlan, 'speedAtWork')).toEqual(speed);
  const unknown = await countAfterAnHour((deps) => deps.world.reps.delete('kim'));
  expect(selectCounters(unknown, 'speed')).toEqual(speed);
  expect(selectCounters(unknown, 'speedAtWork')).toEqual({});
});

it('reads no hours once the first response is counted', async () => {
  const { baton, deps, id } = await anAssignedLead();
  await answerAsOwner(baton, id, { answer: 'contacted' });
  await rollUp(id, deps);
  await answerAsOwner(baton, id, { answer: 'qualified' });
  const reps = replaceMethods(deps.reps, { get: () => Promise.reject(new Error('not needed')) });
  expect(await rollUp(id, { ...deps, reps })).toBe(1);
  expect(countersOf(deps)).toMatchObject({ firstResponses: 1, qualified: 1 });
});

it('takes the turn strategy from the plan that routed the lead', async () => {
  const { deps, id } = await anAssignedLead();
  const other = aPlan({ teams: { sdr: aTeam({ turn: 'round_robin' }) } });
  await deps.plans.activate(await deps.plans.publish(aDraft({ plan: other, text: 'plan: other' })));
  await rollUp(id, deps);
  const turns = deps.world.postings.flatMap(({ to }) => ('cell' in to && to.cell.turn ? [to.cell.turn] : []));
  expect(new Set(turns)).toEqual(new Set(['weighted']));
});
