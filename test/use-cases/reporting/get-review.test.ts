import { expect, it } from 'vitest';
import { createInMemoryDeps, type InMemoryDeps } from '../../../shared/adapters/in-memory/in-memory-deps.ts';
import { type LedgerEntry, UNITS_PER_LEAD } from '../../../shared/domain/assignment/fairness/ledger.ts';
import { addSeconds } from '../../../shared/domain/instant.ts';
import type { FlaggedLead } from '../../../shared/domain/reporting/folded-lead.ts';
import { getReview, type ReviewName } from '../../../shared/use-cases/reporting/get-review.ts';
import { aStoredLead, commitOrThrow } from '../../support/builders/lead.ts';
import { MONDAY } from '../../support/builders/moment.ts';
import { makeTransition } from '../../support/builders/moves.ts';
import { aDraft, aPlan } from '../../support/builders/plan.ts';
import { aRep, saveReps } from '../../support/builders/rep.ts';
import { storeTally } from '../../support/builders/tally.ts';

const ago = (seconds: number) => addSeconds(MONDAY, -seconds);
const MINUTE = 60;
const HOUR = 3600;
const DAY = 24 * HOUR;

/** Starts with three reps and Dana's plan, in which Nora answers for what is not assigned yet. */
async function anOffice(): Promise<InMemoryDeps> {
  const deps = createInMemoryDeps();
  const plan = aPlan({ beforeAssignment: { owner: 'nora', withinSeconds: 60 } });
  await deps.plans.activate(await deps.plans.publish(aDraft({ plan })));
  await saveReps(deps.reps, ...['kim', 'lea', 'max'].map((id) => aRep({ id })));
  return deps;
}

async function itemsOf(list: ReviewName, deps: InMemoryDeps) {
  return (await getReview(list, { now: MONDAY }, deps))?.items;
}

it.each([
  ['unrouted', 'nora'],
  ['unassigned', 'nora'],
  ['queued_long', 'dana'],
  ['misrouted', 'dana'],
  ['credits_to_review', 'dana'],
  ['declined_often', 'dana'],
  ['held_by_absent', 'dana'],
  ['past_sla', 'dana'],
  ['uneven', 'dana'],
] as const)('is empty at first and names who goes through %s', async (list, owner) => {
  const deps = await anOffice();
  expect(await getReview(list, { now: MONDAY }, deps)).toEqual({ list, owner, items: [] });
  deps.world.activePlan = undefined;
  expect(await getReview(list, { now: MONDAY }, deps)).toBeUndefined();
});

it('lists what routing has not taken within ten minutes', async () => {
  const deps = await anOffice();
  const { id } = await aStoredLead(deps.leads, 'received', { receivedAt: ago(10 * MINUTE + 1) });
  await aStoredLead(deps.leads, 'received', { receivedAt: ago(10 * MINUTE) });
  await aStoredLead(deps.leads, 'queued', { receivedAt: ago(DAY) });
  expect(await itemsOf('unrouted', deps)).toEqual([{ lead: id, since: ago(10 * MINUTE + 1), accountable: 'dana' }]);
});

it('lists everything that waits, and apart from it what has waited for more than a day', async () => {
  const deps = await anOffice();
  const recent = await aStoredLead(deps.leads, 'queued', { since: ago(DAY), receivedAt: ago(9 * DAY) });
  const long = await aStoredLead(deps.leads, 'queued', { since: ago(DAY + 1) });
  const parked = await aStoredLead(deps.leads, 'parked', { receivedAt: ago(2 * DAY) });
  await aStoredLead(deps.leads, 'assigned', { receivedAt: ago(9 * DAY) });
  const waiting = { team: 'sdr', because: 'queued', accountable: 'mia' };
  const items = [
    { lead: recent.id, ...waiting, since: ago(DAY) },
    { lead: long.id, ...waiting, since: ago(DAY + 1) },
    { lead: parked.id, because: 'nobody_fits', since: ago(2 * DAY), accountable: 'dana' },
  ];
  const byLead = (a: { lead?: string }, b: { lead?: string }) => ((a.lead ?? '') < (b.lead ?? '') ? -1 : 1);
  expect((await itemsOf('unassigned', deps))?.toSorted(byLead)).toEqual(items.toSorted(byLead));
  expect((await itemsOf('queued_long', deps))?.toSorted(byLead)).toEqual(items.slice(1).toSorted(byLead));
});

it('lists what is past its SLA, with its owner', async () => {
  const deps = await anOffice();
  const late = await aStoredLead(deps.leads, 'assigned');
  await aStoredLead(deps.leads, 'assigned');
  if (late.stage.state !== 'assigned') throw new Error('the lead is assigned');
  const data = { rep: 'kim', epoch: late.epoch };
  const stage = { ...late.stage, breachedAt: ago(MINUTE) };
  await commitOrThrow(deps.leads, makeTransition(late, 'SlaBreached', { data, stage }));
  expect(await itemsOf('past_sla', deps)).toEqual([
    { lead: late.id, rep: 'kim', team: 'sdr', since: ago(MINUTE), accountable: 'kim' },
  ]);
});

it('reads a long review page by page, and names every lead once', async () => {
  const deps = await anOffice();
  for (let count = 0; count < 201; count += 1) await aStoredLead(deps.leads, 'queued');
  const first = await getReview('unassigned', { now: MONDAY }, deps);
  const second = await getReview('unassigned', { now: MONDAY, cursor: first?.cursor }, deps);
  expect([first?.items.length, second?.items.length]).toEqual([200, 1]);
  expect(second?.cursor).toBeUndefined();
  const leads = [...(first?.items ?? []), ...(second?.items ?? [])].map(({ lead }) => lead);
  expect(new Set(leads).size).toBe(201);
});

it('lists what reps flagged in the last week, by rule, and who manages the team', async () => {
  const deps = await anOffice();
  const flag = { lead: 'lead_1', seq: 4, rep: 'kim', reason: 'territory' };
  const flags: readonly FlaggedLead[] = [
    { ...flag, day: '2026-11-23', rule: 'webinar', team: 'gone' },
    { ...flag, day: '2026-11-16', rule: 'demo', team: 'sdr' },
    { ...flag, day: '2026-11-20' },
    { ...flag, day: '2026-11-15', rule: 'demo', team: 'sdr' },
  ];
  for (const flag of flags)
    storeTally(deps.world, { window: { day: flag.day, time: '09:00', shard: 0 }, flagged: [flag] });
  const item = { lead: 'lead_1', rep: 'kim', because: 'territory' };
  expect(await itemsOf('misrouted', deps)).toEqual([
    { ...item, since: '2026-11-20T00:00:00.000Z', accountable: 'dana' },
    { ...item, since: '2026-11-16T00:00:00.000Z', rule: 'demo', team: 'sdr', accountable: 'mia' },
    { ...item, since: '2026-11-23T00:00:00.000Z', rule: 'webinar', team: 'gone', accountable: 'dana' },
  ]);
  const longer = await getReview('misrouted', { now: MONDAY, days: 8 }, deps);
  expect(longer?.items.map(({ since }) => since?.slice(0, 10))).toContain('2026-11-15');
});

it('lists what is held by reps who have left or are on leave now', async () => {
  const deps = await anOffice();
  const ofKim = await aStoredLead(deps.leads, 'assigned', { rep: 'kim' });
  const ofLea = await aStoredLead(deps.leads, 'working', { rep: 'lea' });
  await aStoredLead(deps.leads, 'assigned', { rep: 'max' });
  expect(await itemsOf('held_by_absent', deps)).toEqual([]);
  const leave = { from: ago(DAY), until: addSeconds(MONDAY, 1) };
  const { reps } = deps.world;
  reps.set('kim', aRep({ id: 'kim', leaves: [leave] }));
  reps.set('lea', aRep({ id: 'lea', active: false }));
  reps.set('max', aRep({ id: 'max', leaves: [{ from: ago(DAY), until: MONDAY }] }));
  const items = [
    { lead: ofKim.id, rep: 'kim', team: 'sdr', because: 'on_leave', since: ago(DAY), accountable: 'mia' },
    { lead: ofLea.id, rep: 'lea', team: 'sdr', because: 'inactive', accountable: 'mia' },
  ];
  expect(await itemsOf('held_by_absent', deps)).toEqual(items);
});

it('lists a ledger beyond its bounds, or one that does not add up', async () => {
  const deps = await anOffice();
  const entry = (credit: number): LedgerEntry => {
    const leads = credit * UNITS_PER_LEAD;
    return { credit: leads, received: 5 * UNITS_PER_LEAD - leads, earned: 5 * UNITS_PER_LEAD, adjusted: 0 };
  };
  const entries = {
    even: { kim: entry(2), lea: entry(-1), max: entry(-1) },
    over: { kim: entry(-2.5), lea: entry(1.25), max: entry(1.25) },
    under: { kim: entry(2.5), lea: entry(-1.25), max: entry(-1.25) },
    wrong: { kim: entry(0.5), lea: entry(0) },
  };
  deps.world.ledgers.set('sdr', { team: 'sdr', version: 1, entries });
  expect(await itemsOf('uneven', deps)).toEqual([
    { team: 'sdr', rule: 'over', because: 'out_of_bounds', accountable: 'mia' },
    { team: 'sdr', rule: 'under', because: 'out_of_bounds', accountable: 'mia' },
    { team: 'sdr', rule: 'wrong', because: 'ledger_inconsistent', accountable: 'mia' },
  ]);
});

it('lists the reps who declined more leads than the plan finds usual, in its days alone', async () => {
  const deps = await anOffice();
  const declined = (rep: string, seconds: number, count: number) => ({
    to: { repDay: { rep, day: ago(seconds).slice(0, 10) } },
    counters: { declined: count, assigned: 9 },
  });
  storeTally(deps.world, {
    postings: [
      declined('kim', 0, 2),
      declined('kim', 6 * DAY, 2),
      declined('lea', DAY, 3),
      declined('max', DAY, 3),
      declined('max', 7 * DAY, 5),
    ],
  });
  expect(await itemsOf('declined_often', deps)).toEqual([]);
  const answers = { ...aPlan().answers, cannotTake: { charge: 'keep', limit: { most: 3, days: 7 } } } as const;
  await deps.plans.activate(await deps.plans.publish(aDraft({ plan: aPlan({ answers }) })));
  const since = `${ago(6 * DAY).slice(0, 10)}T00:00:00.000Z`;
  expect(await itemsOf('declined_often', deps)).toEqual([
    { rep: 'kim', team: 'sdr', because: 'declined_4_in_7d', since, accountable: 'mia' },
  ]);
});

it('lists the turns that wait for a review, if the plan asks for one, until they were reviewed', async () => {
  const deps = await anOffice();
  const turn = { rep: 'kim', team: 'sdr', band: 'hot', reason: 'spam', at: ago(20 * DAY) };
  const { id } = await aStoredLead(deps.leads, 'queued', { creditsToReview: [turn] });
  const reviewed = await aStoredLead(deps.leads, 'queued', { creditsToReview: [] });
  const day = ago(20 * DAY).slice(0, 10);
  const flag = { seq: 4, rep: 'kim', team: 'sdr', reason: 'spam', rule: 'demo', day };
  const flagged = [id, reviewed.id].map((lead): FlaggedLead => ({ ...flag, lead }));
  storeTally(deps.world, { window: { day, time: '09:00', shard: 0 }, flagged });
  expect(await itemsOf('credits_to_review', deps)).toEqual([]);
  const { answers } = aPlan();
  const wrongForMe = { ...answers.wrongForMe, credit: 'after_review' } as const;
  const plan = aPlan({ answers: { ...answers, wrongForMe } });
  await deps.plans.activate(await deps.plans.publish(aDraft({ plan })));
  expect(await itemsOf('credits_to_review', deps)).toEqual([
    { lead: id, rep: 'kim', team: 'sdr', rule: 'demo', because: 'spam', since: turn.at, accountable: 'mia' },
  ]);
  expect(await itemsOf('misrouted', deps)).toEqual([]);
});
