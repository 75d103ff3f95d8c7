import { describe, expect, it } from 'vitest';
import { addSeconds, type Instant } from '../../shared/domain/instant.ts';
import type { Plan, Sla } from '../../shared/domain/plan/plan.ts';
import type { VirtualBaton } from '../../shared/simulation/virtual-baton.ts';
import { recordActivity } from '../../shared/use-cases/answers/record-activity.ts';
import { changeRep } from '../../shared/use-cases/reps/change-rep.ts';
import { enrichLead } from '../../shared/use-cases/routing/enrich-lead.ts';
import { routeLead } from '../../shared/use-cases/routing/route-lead.ts';
import { MONDAY } from '../support/builders/moment.ts';
import { aPlan } from '../support/builders/plan.ts';
import { aBaton, aDemoRequest, answerAsOwner, DAY, HOUR } from './a-baton.ts';
import { expectInvariants } from './invariants.ts';

const MINUTE = 60;
const WHITEPAPER = aDemoRequest('ada', { touch: 'whitepaper' });
const DEMO = aDemoRequest('ada', { message: 'now please' });

/** A single rule that sends every lead to `sdr`, so that a lead may start under the lenient SLA. */
function everythingToSdr(): Partial<Plan> {
  const [demo] = aPlan().layers[1]?.rules ?? [];
  if (!demo) throw new Error('the plan has no demo rule');
  return { layers: [{ layer: 'only', rules: [{ ...demo, when: { kind: 'all', of: [] } }] }] };
}

async function breaches(baton: VirtualBaton, id: string): Promise<number> {
  return (await baton.eventTypesOf(id)).filter((type) => type === 'SlaBreached').length;
}

/** Builds a lead that requested a demo ten hours after a whitepaper. */
async function tightened() {
  const baton = await aBaton({ plan: everythingToSdr() });
  const id = await baton.postOne(WHITEPAPER);
  await baton.advance(10 * HOUR);
  await baton.post(DEMO);
  return { baton, id };
}

describe('a stricter SLA because of a touchpoint', () => {
  it('counts from the touchpoint, not from an assignment hours before', async () => {
    const { baton, id } = await tightened();
    expect((await baton.lead(id)).stage).toMatchObject({ sla: 'demo' });
    await baton.advance(59 * MINUTE);
    expect(await breaches(baton, id)).toBe(0);
    await baton.advance(2 * MINUTE);
    expect(await breaches(baton, id)).toBe(1);
  });

  it('still counts from the touchpoint when the owner changes their hours', async () => {
    const { baton, id } = await tightened();
    const before = await baton.lead(id);
    const owner = await baton.deps.reps.get(before.accountable ?? '');
    if (!owner) throw new Error('the lead has no owner');
    const leaves = [{ from: addSeconds(MONDAY, 30 * DAY), until: addSeconds(MONDAY, 31 * DAY) }];
    await changeRep({ ...owner, leaves, version: owner.version + 1 }, baton.now, baton.deps);
    expect((await baton.lead(id)).stage).toEqual(before.stage);
  });

  it('also applies to the next owner', async () => {
    const { baton, id } = await tightened();
    await answerAsOwner(baton, id, { answer: 'declined' });
    await baton.settle();
    expect((await baton.lead(id)).stage).toMatchObject({ state: 'assigned', sla: 'demo', revision: 1 });
  });

  it('does not apply to the next owner when the lead was routed after its last touchpoint', async () => {
    const baton = await aBaton({ plan: everythingToSdr() });
    const id = await baton.postOne(WHITEPAPER);
    await answerAsOwner(baton, id, { answer: 'declined' });
    await baton.settle();
    expect((await baton.lead(id)).stage).toMatchObject({ state: 'assigned', sla: 'rest' });
  });
});

describe('an SLA for a touchpoint that scores fewer points than another', () => {
  const CALL_ME: Sla = {
    ...{ sla: 'call', when: { kind: 'field', field: 'touch', test: { op: 'in', values: ['call_me'] } } },
    ...{ firstTouchSeconds: 10 * MINUTE, ladder: 'hard' },
  };
  async function askedForACall() {
    const baton = await aBaton({ plan: { ...everythingToSdr(), slas: [CALL_ME, ...aPlan().slas] } });
    const id = await baton.postOne(DEMO);
    await baton.advance(5 * MINUTE);
    await baton.post(aDemoRequest('ada', { touch: 'call_me' }));
    return { baton, id };
  }

  it('tightens the deadline, although the lead is still routed and scored by the stronger touchpoint', async () => {
    const { baton, id } = await askedForACall();
    const lead = await baton.lead(id);
    expect(lead).toMatchObject({
      features: { touch: 'demo_request' },
      stage: { sla: 'call', clockStartedAt: baton.now },
    });
    await baton.post(aDemoRequest('ada', { touch: 'whitepaper' }));
    expect((await baton.lead(id)).stage).toMatchObject({ sla: 'call' });
  });

  it('also applies to the next owner', async () => {
    const { baton, id } = await askedForACall();
    await answerAsOwner(baton, id, { answer: 'declined' });
    await baton.settle();
    expect((await baton.lead(id)).stage).toMatchObject({ state: 'assigned', sla: 'call' });
  });
});

describe('a touchpoint that is reported late', () => {
  it('tightens the deadline only if it happened after the assignment', async () => {
    const baton = await aBaton({ plan: everythingToSdr() });
    const lead = await baton.postOne(WHITEPAPER);
    await baton.advance(10 * HOUR);
    const told = (at: Instant) =>
      recordActivity({ lead, kind: 'demo_request', direction: 'inbound', at, key: at }, baton.now, baton.deps);
    await told(addSeconds(MONDAY, -30 * DAY));
    expect((await baton.lead(lead)).stage).toMatchObject({ sla: 'rest', revision: 1 });
    await told(addSeconds(baton.now, -HOUR));
    expect((await baton.lead(lead)).stage).toMatchObject({ sla: 'demo', clockStartedAt: baton.now });
  });
});

describe('a touchpoint while the lead is being routed', () => {
  it('decides the target when it arrives between enrichment and routing', async () => {
    const baton = await aBaton({ switches: { events: false, sweep: false } });
    const id = await baton.postOne(WHITEPAPER);
    await enrichLead(id, baton.now, baton.deps);
    await baton.post(DEMO);
    await routeLead({ lead: id }, baton.now, baton.deps);
    expect((await baton.lead(id)).stage).toMatchObject({ state: 'waiting', workItem: { team: 'sdr' } });
    await expectInvariants(baton);
  });

  it('decides the target when it arrives during enrichment', async () => {
    const baton = await aBaton({ switches: { events: false, sweep: false } });
    const id = await baton.postOne(WHITEPAPER);
    let meanwhile: (() => Promise<unknown>) | undefined = () => baton.post(DEMO);
    const slow: typeof baton.deps.enrichment.enrich = async (input) => {
      const first = meanwhile;
      meanwhile = undefined;
      const found = await baton.deps.enrichment.enrich(input);
      await first?.();
      return found;
    };
    await enrichLead(id, baton.now, { ...baton.deps, enrichment: { enrich: slow } });
    await routeLead({ lead: id }, baton.now, baton.deps);
    expect((await baton.lead(id)).stage).toMatchObject({ state: 'waiting', workItem: { team: 'sdr' } });
  });
});
