import { expect, it } from 'vitest';
import { createInMemoryDeps, type InMemoryDeps } from '../../../shared/adapters/in-memory/in-memory-deps.ts';
import type { LeadId } from '../../../shared/domain/ids.ts';
import { selectCounters } from '../../../shared/domain/reporting/counters.ts';
import { durationBucketOf } from '../../../shared/domain/reporting/ddsketch.ts';
import { windowOf } from '../../../shared/domain/reporting/tally.ts';
import { type RollUpDeps, rollUp } from '../../../shared/use-cases/reporting/roll-up.ts';
import { answerAsOwner } from '../../scenarios/a-baton.ts';
import { aStoredLead, commitOrThrow } from '../../support/builders/lead.ts';
import { MONDAY, minutesAfterMonday } from '../../support/builders/moment.ts';
import { makeTransition } from '../../support/builders/moves.ts';
import { aCalendar, aDraft, aPlan, aTeam } from '../../support/builders/plan.ts';
import { replaceMethods } from '../../support/builders/replaced.ts';
import { countedInCells } from '../../support/builders/tally.ts';
import { recordCalls } from '../../support/count-store-calls.ts';
import { anAssignedLead } from '../stopped-baton.ts';

/** Counts one lead and returns how many events were new. */
async function count(id: LeadId, deps: RollUpDeps): Promise<number> {
  const { counted, failed } = await rollUp([id], deps);
  expect(failed).toEqual([]);
  return counted;
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
  expect(await count(id, deps)).toBe(3);
  const counted = countedInCells(deps);
  expect(counted).toMatchObject({ received: 1, routed: 1, assigned: 1, assignedBySystem: 1 });
  expect(await count(id, deps)).toBe(0);
  expect(countedInCells(deps)).toEqual(counted);
  await answerAsOwner(baton, id, { answer: 'contacted' });
  expect(await count(id, deps)).toBe(1);
  expect(countedInCells(deps)).toMatchObject({ received: 1, assigned: 1, firstResponses: 1, due: 1 });
});

it('counts nothing of a lead that does not exist', async () => {
  const deps = createInMemoryDeps();
  expect(await count('lead_nobody', deps)).toBe(0);
  expect(deps.world.tallies.size).toBe(0);
});

it('counts many leads with one write for each quarter of an hour and shard', async () => {
  const deps = createInMemoryDeps();
  const leads: LeadId[] = [];
  for (let lead = 0; lead < 60; lead += 1) leads.push((await aStoredLead(deps.leads)).id);
  const calls: string[] = [];
  const reports = recordCalls(deps.reports, (method) => calls.push(method));
  expect(await rollUp([...leads, ...leads], { ...deps, reports })).toEqual({ counted: 60, failed: [], postponed: [] });
  const shards = new Set(leads.map((id) => windowOf(id, MONDAY).shard)).size;
  expect(calls.filter((method) => method === 'saveTally')).toHaveLength(shards);
  expect(calls.filter((method) => method === 'tally')).toHaveLength(shards);
  expect(countedInCells(deps)).toMatchObject({ received: 60 });
});

it('reads and writes little for one lead: its tally once before each change', async () => {
  const { deps, id } = await anAssignedLead();
  const calls: string[] = [];
  const reports = recordCalls(deps.reports, (method) => calls.push(method));
  await count(id, { ...deps, reports });
  expect(calls).toEqual(['tally', 'saveTally']);
  await count(id, { ...deps, reports });
  expect(calls).toEqual(['tally', 'saveTally', 'tally']);
});

it('writes nothing for events that change no figure', async () => {
  const { deps, id } = await aTouchedLead(44);
  expect(await count(id, deps)).toBe(1);
  const lead = await deps.leads.load(id);
  if (!lead) throw new Error('the lead is stored');
  const closed = { state: 'closed', outcome: 'screened', closedAt: minutesAfterMonday(1) } as const;
  const screened = { plan: 1, rule: 'jobs', reason: 'not_a_buyer' };
  await commitOrThrow(deps.leads, makeTransition(lead, 'LeadScreened', { data: screened, stage: closed }));
  expect(await count(id, deps)).toBe(1);
  expect(countedInCells(deps)).toMatchObject({ received: 1, 'closed:screened': 1 });
});

it('adds once when somebody else counted the same lead meanwhile', async () => {
  const { deps, id } = await anAssignedLead();
  let races = 0;
  const reports = replaceMethods(deps.reports, {
    saveTally: async (change) => {
      races += 1;
      if (races === 1) await rollUp([id], deps);
      return deps.reports.saveTally(change);
    },
  });
  expect(await count(id, { ...deps, reports })).toBe(0);
  expect(countedInCells(deps)).toMatchObject({ received: 1, assigned: 1 });
});

it('adds once when the reply of a successful write was lost', async () => {
  const { deps, id } = await anAssignedLead();
  let lost = false;
  const reports = replaceMethods(deps.reports, {
    saveTally: async (change) => {
      const saved = await deps.reports.saveTally(change);
      if (lost) return saved;
      lost = true;
      return { outcome: 'stale' };
    },
  });
  await count(id, { ...deps, reports });
  expect(countedInCells(deps)).toMatchObject({ received: 1, routed: 1, assigned: 1 });
});

it('says which leads it could not count when others keep changing a tally, and counts the others', async () => {
  const deps = createInMemoryDeps();
  const leads: LeadId[] = [];
  for (let lead = 0; lead < 20; lead += 1) leads.push((await aStoredLead(deps.leads)).id);
  const broken = leads.filter((id) => windowOf(id, MONDAY).shard === windowOf(leads[0] ?? '', MONDAY).shard);
  const reports = replaceMethods(deps.reports, {
    saveTally: async (change) =>
      change.tally.marks.has(leads[0] ?? '') ? { outcome: 'stale' } : deps.reports.saveTally(change),
  });
  const { counted, failed } = await rollUp(leads, { ...deps, reports });
  expect(failed.map(({ lead }) => lead).sort()).toEqual([...broken].sort());
  expect(String(failed[0]?.error)).toContain('kept being changed');
  expect(counted).toBe(20 - broken.length);
  expect(await rollUp(leads, deps)).toMatchObject({ counted: broken.length, failed: [] });
  expect(countedInCells(deps)).toMatchObject({ received: 20 });
});

it('counts the others when the timeline of one lead cannot be read', async () => {
  const deps = createInMemoryDeps();
  const [broken, whole] = [await aStoredLead(deps.leads), await aStoredLead(deps.leads)];
  const leads = replaceMethods(deps.leads, {
    loadWithTimeline: async (id) => {
      if (id === broken.id) throw new Error('unreadable');
      return deps.leads.loadWithTimeline(id);
    },
  });
  const { counted, failed } = await rollUp([broken.id, whole.id], { ...deps, leads });
  expect([counted, failed.map(({ lead }) => lead)]).toEqual([1, [broken.id]]);
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
    if (apart) await count(id, deps);
    baton.now = minutesAfterMonday(60);
    await answerAsOwner(baton, id, { answer: 'contacted' });
    change(deps);
    await count(id, deps);
    return countedInCells(deps);
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
  await count(id, deps);
  await answerAsOwner(baton, id, { answer: 'qualified' });
  const reps = replaceMethods(deps.reps, { get: () => Promise.reject(new Error('not needed')) });
  expect(await count(id, { ...deps, reps })).toBe(1);
  expect(countedInCells(deps)).toMatchObject({ firstResponses: 1, qualified: 1 });
});

it('takes the turn strategy from the plan that routed the lead', async () => {
  const { deps, id } = await anAssignedLead();
  const other = aPlan({ teams: { sdr: aTeam({ turn: 'round_robin' }) } });
  await deps.plans.activate(await deps.plans.publish(aDraft({ plan: other, text: 'plan: other' })));
  await count(id, deps);
  const turns = [...deps.world.tallies.values()]
    .flatMap((tally) => tally.postings)
    .flatMap(({ to }) => ('cell' in to && to.cell.turn ? [to.cell.turn] : []));
  expect(new Set(turns)).toEqual(new Set(['weighted']));
});

it('counts no more once there is no time, and says which leads are left', async () => {
  const { deps, id } = await anAssignedLead();
  expect(await rollUp([id], deps, () => false)).toEqual({ counted: 0, failed: [], postponed: [id] });
  expect(deps.world.tallies.size).toBe(0);
});
