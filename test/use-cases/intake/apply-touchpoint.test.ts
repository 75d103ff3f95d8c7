import { describe, expect, it } from 'vitest';
import { addSeconds, type Instant } from '../../../shared/domain/instant.ts';
import type { Person } from '../../../shared/domain/intake/submission.ts';
import type { Lead } from '../../../shared/domain/lead/lead.ts';
import type { Plan } from '../../../shared/domain/plan/plan.ts';
import type { VirtualBaton } from '../../../shared/simulation/virtual-baton.ts';
import { applyTouchpoint } from '../../../shared/use-cases/intake/apply-touchpoint.ts';
import { enrichLead } from '../../../shared/use-cases/routing/enrich-lead.ts';
import { routeLead } from '../../../shared/use-cases/routing/route-lead.ts';
import { aListSource, importNames } from '../../scenarios/a-list.ts';
import { MONDAY } from '../../support/builders/moment.ts';
import { aPlan, aRecycling } from '../../support/builders/plan.ts';
import { aLeadInNurture, aLeadInReview, aReceivedLead, type Situation } from '../situations.ts';
import { anAssignedLead, aRoutedLead } from '../stopped-baton.ts';

const HOUR = 3600;
const WHITEPAPER = { touch: 'whitepaper' };
const LIST = { source: 'trade-show', ownTurn: true };

/** What a touchpoint does to the lead of this situation. */
async function touch(
  { baton, id }: Situation,
  options: { touch?: string; at?: Instant; list?: Lead['importList']; submitted?: Person['submittedFacts'] } = {},
) {
  const before = await baton.lead(id);
  const { touch = 'demo_request', at = baton.now, list, submitted } = options;
  const known = (await baton.deps.leads.person(id)) ?? { answers: {} };
  const person = { ...known, ...(submitted && { submittedFacts: submitted }) };
  const touchpoint = { touch, source: 'webinar-tool', at };
  const input = { touchpoint, person, delivery: 'del_1', list, now: baton.now };
  const change = await applyTouchpoint(before, input, baton.deps);
  return { before, ...change };
}

/** A single rule that sends every lead to `sdr`, so that a lead may start under the lenient SLA. */
function everythingToSdr(): Partial<Plan> {
  const [demo] = aPlan().layers[1]?.rules ?? [];
  if (!demo) throw new Error('the plan has no demo rule');
  return { layers: [{ layer: 'only', rules: [{ ...demo, when: { kind: 'all', of: [] } }] }] };
}

async function activate(baton: VirtualBaton, plan: Partial<Plan>): Promise<void> {
  const { plans } = baton.deps;
  const active = await plans.active();
  if (!active) throw new Error('no plan is in force');
  const { version: _, ...draft } = active;
  await plans.activate(await plans.publish({ ...draft, plan: aPlan(plan) }));
}

it('returns the transition and leaves it to the caller to save it', async () => {
  const assigned = await anAssignedLead();
  const { before, event } = await touch(assigned, { touch: 'webinar' });
  expect(event).toMatchObject({
    type: 'TouchpointAdded',
    data: { source: 'webinar-tool', touch: 'webinar', delivery: 'del_1' },
  });
  expect(await assigned.baton.lead(assigned.id)).toEqual(before);
});

it('keeps the touchpoints in the order in which they happened', async () => {
  const assigned = await anAssignedLead();
  const { after } = await touch(assigned, { touch: 'webinar', at: addSeconds(assigned.baton.now, -HOUR) });
  expect(after.touchpoints.map((one) => one.touch)).toEqual(['webinar', 'demo_request']);
});

it('drops the oldest of more than a hundred touchpoints', async () => {
  const { baton, id } = await aReceivedLead();
  const before = await baton.lead(id);
  const touchpoints = Array.from({ length: 100 }, (_, second) => ({
    ...{ touch: `touch ${second}`, source: 'website', at: addSeconds(baton.now, second) },
  }));
  baton.deps.world.leads.set(id, { ...before, touchpoints });
  const newest = await touch({ baton, id }, { touch: 'webinar', at: addSeconds(baton.now, HOUR) });
  expect([newest.after.touchpoints.length, newest.after.touchpoints[0]?.touch]).toEqual([100, 'touch 1']);
  const oldest = await touch({ baton, id }, { touch: 'webinar', at: addSeconds(baton.now, -HOUR) });
  expect(oldest.after.touchpoints).toEqual(touchpoints);
});

describe('a lead before its first routing', () => {
  it('is enriched again, so that routing knows what was submitted, and scored by the routing', async () => {
    const received = await aReceivedLead();
    const { before, after } = await touch(received, { submitted: { employees: '1000' } });
    expect(after).toMatchObject({ stage: before.stage });
    expect([after.score, after.features]).toEqual([undefined, before.features]);
    expect(await received.baton.deps.leads.loadEnrichment(received.id)).toMatchObject({
      features: { employees: '1000' },
    });
  });
});

describe('an assigned lead', () => {
  it('is scored again and stays with its owner', async () => {
    const { before, after } = await touch(await anAssignedLead(), {
      touch: 'webinar',
      submitted: { employees: '1000' },
    });
    expect([before.features.band, after.features.band]).toEqual(['warm', 'hot']);
    expect((after.score?.total ?? 0) - (before.score?.total ?? 0)).toBe(30);
    expect(after).toMatchObject({ epoch: before.epoch, stage: { state: 'assigned', owner: 'kim' } });
  });

  it('gets the deadline of a stricter SLA, counted from now', async () => {
    const assigned = await anAssignedLead({ plan: everythingToSdr() }, WHITEPAPER);
    assigned.baton.now = addSeconds(assigned.baton.now, HOUR);
    const { before, after } = await touch(assigned);
    expect([before.stage, after.stage]).toMatchObject([{ sla: 'rest' }, { sla: 'demo' }]);
    expect(after.stage).toMatchObject({ clockStartedAt: assigned.baton.now, revision: 2 });
    expect([breachAt(before), breachAt(after)]).toEqual([addSeconds(MONDAY, 24 * HOUR), addSeconds(MONDAY, 2 * HOUR)]);
  });

  it('keeps its deadline under a more lenient SLA, and when the touchpoint is from before its assignment', async () => {
    const strict = await anAssignedLead({ plan: everythingToSdr() });
    const lenient = await touch(strict, WHITEPAPER);
    expect(lenient.after.stage).toEqual(lenient.before.stage);
    const early = await anAssignedLead({ plan: everythingToSdr() }, WHITEPAPER);
    const late = await touch(early, { at: addSeconds(early.baton.now, -1) });
    expect(late.after.stage).toEqual(late.before.stage);
  });
});

describe('a lead in nurture', () => {
  it('returns to routing at once when the plan says so', async () => {
    const { event, after } = await touch(await aLeadInNurture());
    expect(event).toMatchObject({ type: 'LeadRecycled', data: { because: 'score' } });
    expect(after).toMatchObject({ stage: { state: 'received' }, features: { band: 'warm' } });
  });

  it('belongs to the list that brings it back, and to no list otherwise', async () => {
    const nurtured = await aLeadInNurture();
    expect((await touch(nurtured, { list: LIST })).after.importList).toEqual(LIST);
    expect((await touch(nurtured)).after.importList).toBeUndefined();
  });

  it('returns when its cool-down ends', async () => {
    const nurtured = await aLeadInNurture();
    const { since, returnAt } = nurturing(await nurtured.baton.lead(nurtured.id));
    await activate(nurtured.baton, { recycling: aRecycling({ coolDownSeconds: 3 * HOUR }) });
    nurtured.baton.now = addSeconds(since ?? '', HOUR);
    const { event, after } = await touch(nurtured);
    expect(event.type).toBe('TouchpointAdded');
    expect(nurturing(after)).toMatchObject({ returnAt: addSeconds(since ?? '', 3 * HOUR), returnsEarly: true });
    expect(returnAt > nurturing(after).returnAt).toBe(true);
  });

  it('stays as it is when the touchpoint does not interest anybody', async () => {
    const { before, event, after } = await touch(await aLeadInNurture(), WHITEPAPER);
    expect(event.type).toBe('TouchpointAdded');
    expect(after.stage).toEqual(before.stage);
  });

  it('is judged by the plan in force, not by the one it was routed with', async () => {
    const nurtured = await aLeadInNurture();
    await activate(nurtured.baton, {
      recycling: aRecycling({ earlyIf: { kind: 'field', field: 'touch', test: { op: 'in', values: ['whitepaper'] } } }),
    });
    expect((await touch(nurtured, WHITEPAPER)).event).toMatchObject({ data: { because: 'touch' } });
    expect((await touch(nurtured)).event.type).toBe('TouchpointAdded');
  });
});

describe('a lead in a review queue', () => {
  it('is reconsidered when a rule of the plan in force now sends it to a team', async () => {
    const waiting = await aLeadInReview();
    await activate(waiting.baton, {});
    const { event, after } = await touch(waiting);
    expect(event).toMatchObject({ type: 'LeadReconsidered', data: { queue: 'catch-all', because: 'touch' } });
    expect(after.stage).toMatchObject({ state: 'received', accountable: 'dana' });
  });

  it('keeps waiting when no rule names a team', async () => {
    const waiting = await aLeadInReview();
    const { before, event, after } = await touch(waiting);
    expect([event.type, after.stage]).toEqual(['TouchpointAdded', before.stage]);
    await activate(waiting.baton, {});
    expect((await touch(waiting, WHITEPAPER)).after.stage).toEqual(before.stage);
  });

  it('keeps waiting when the rule is the one that could not place it', async () => {
    const waiting = await aLeadInReview();
    const { baton, id } = waiting;
    await activate(baton, {});
    const lead = await baton.lead(id);
    if (!lead.routing) throw new Error('the lead was not routed');
    const route = { ...lead.routing.route, rule: 'demo' };
    baton.deps.world.leads.set(id, { ...lead, routing: { ...lead.routing, route } });
    expect((await touch(waiting)).event.type).toBe('TouchpointAdded');
  });
});

it('leaves a lead in the queue of its team, even when another rule now applies', async () => {
  const routed = await aRoutedLead();
  const [layer] = everythingToSdr().layers ?? [];
  const rules = layer?.rules.map((rule) => ({ ...rule, rule: 'everything' })) ?? [];
  await activate(routed.baton, { layers: [{ layer: 'only', rules }] });
  const { before, event, after } = await touch(routed);
  expect(before.stage).toMatchObject({ state: 'waiting', place: 'team' });
  expect([event.type, after.stage]).toEqual(['TouchpointAdded', before.stage]);
});

describe('a lead that waits in an import list', () => {
  async function inList(): Promise<Situation> {
    const { baton } = await aRoutedLead();
    const [id = ''] = await importNames(baton, 1, { source: aListSource({ touch: 'demo_request' }) });
    await enrichLead(id, baton.now, baton.deps);
    await routeLead({ lead: id }, baton.now, baton.deps);
    return { baton, id };
  }

  it('leaves it and is routed again when its person shows interest of their own', async () => {
    const { before, event, after } = await touch(await inList());
    expect(before.importList).toBeDefined();
    expect(event).toMatchObject({ type: 'LeadReconsidered', data: { queue: 'trade-show', because: 'touch' } });
    expect([after.stage.state, after.importList]).toEqual(['received', undefined]);
  });

  it('stays in it when it is on a list once more', async () => {
    const { before, event, after } = await touch(await inList(), { list: LIST });
    expect(event.type).toBe('TouchpointAdded');
    expect([after.stage, after.importList]).toEqual([before.stage, before.importList]);
  });
});

function breachAt({ stage }: Lead): Instant | undefined {
  return stage.state === 'assigned' ? stage.deadlines.find(({ kind }) => kind === 'breach')?.at : undefined;
}

function nurturing({ stage }: Lead) {
  if (stage.state !== 'nurturing') throw new Error(`the lead is ${stage.state}`);
  return stage;
}
