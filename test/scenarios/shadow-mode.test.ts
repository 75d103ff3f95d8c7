import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addSeconds } from '../../shared/domain/instant.ts';
import type { Plan } from '../../shared/domain/plan/plan.ts';
import type { VirtualBaton } from '../../shared/simulation/virtual-baton.ts';
import { getShadowComparison } from '../../shared/use-cases/shadow/get-shadow-comparison.ts';
import {
  type IncumbentOwnerReport,
  recordIncumbentOwner,
} from '../../shared/use-cases/shadow/record-incumbent-owner.ts';
import { MONDAY } from '../support/builders/moment.ts';
import { aPlan } from '../support/builders/plan.ts';
import { aBaton, aDemoRequest, DAY, HOUR } from './a-baton.ts';
import { expectInvariants } from './invariants.ts';

type Options = NonNullable<Parameters<typeof aBaton>[0]>;

/** Starts Baton in shadow mode. */
async function aShadowBaton(options: Options = {}): Promise<VirtualBaton> {
  const baton = await aBaton(options);
  baton.deps.world.mode = 'shadow';
  return baton;
}

/** Nurture, reviews and quiet periods of one day, so that a test need not span weeks. */
const SHORT: Partial<Plan> = {
  queues: { 'catch-all': { id: 'catch-all', owner: 'dana', reviewSeconds: DAY } },
  working: { ...aPlan().working, quietSeconds: DAY },
  layers: aPlan().layers.map((layer) => ({
    ...layer,
    rules: layer.rules.map((rule) =>
      rule.then.kind === 'nurture' ? { ...rule, then: { ...rule.then, afterSeconds: DAY } } : rule,
    ),
  })),
};

function reportOwner(
  baton: VirtualBaton,
  lead: string,
  told: Partial<IncumbentOwnerReport> & { readonly owner: string },
) {
  return recordIncumbentOwner({ lead, by: 'crm', now: baton.now, ...told }, baton.deps);
}

const today = (baton: VirtualBaton) =>
  getShadowComparison({ from: MONDAY.slice(0, 10), to: baton.now.slice(0, 10) }, baton.deps);

describe('in shadow mode', () => {
  it('decides and times everything, and sends nothing', async () => {
    const baton = await aShadowBaton();
    const id = await baton.postOne(aDemoRequest());
    expect((await baton.lead(id)).stage).toMatchObject({ state: 'assigned', team: 'sdr', sla: 'demo' });
    await baton.advance(2 * HOUR);
    expect(await baton.eventTypesOf(id)).toEqual([
      ...['LeadReceived', 'LeadRouted', 'LeadAssigned'],
      ...['SlaWarned', 'SlaBreached', 'LeadEscalated', 'LeadClosed'],
    ]);
    expect(baton.deps.notifier.sent).toEqual([]);
    await expectInvariants(baton);
  });

  it.each([
    ['with everything on', {}],
    ['with the sweep alone', { events: false, doorbell: false, timers: false }],
  ])('closes a lead at the ladder step that would have moved it, and frees its slot, %s', async (_, switches) => {
    const baton = await aShadowBaton({ switches });
    const id = await baton.postOne(aDemoRequest());
    await baton.advance(3 * HOUR);
    const { stage, reassignments } = await baton.lead(id);
    expect(stage).toMatchObject({ state: 'closed', outcome: 'shadow', reason: 'would_be_reassigned' });
    expect(reassignments).toBe(0);
    if (stage.state !== 'closed') throw new Error('the lead is not closed');
    expect((await baton.deps.reps.loadOf(stage.owner ?? '')).open).toBe(0);
  });

  it('closes a lead whose ladder only notifies a day after its last step', async () => {
    const only = { hard: [{ afterSeconds: 0, tell: 'manager' }], soft: [{ afterSeconds: 0, tell: 'rep' }] } as const;
    const baton = await aShadowBaton({ plan: { ladders: only } });
    const id = await baton.postOne(aDemoRequest());
    await baton.advance(DAY + 2 * HOUR);
    expect((await baton.lead(id)).stage).toMatchObject({ outcome: 'shadow', reason: 'ladder_ended' });
  });

  it('treats a first response in the incumbent system as the missing answer, at its own time', async () => {
    const baton = await aShadowBaton({ plan: SHORT });
    const id = await baton.postOne(aDemoRequest());
    await baton.advance(2 * HOUR - 1800 - 60);
    expect(await baton.eventTypesOf(id)).toContain('SlaBreached');
    const firstResponseAt = addSeconds(MONDAY, 600);
    expect(await reportOwner(baton, id, { owner: 'lea', firstResponseAt })).toBe('recorded');
    expect((await baton.lead(id)).stage).toMatchObject({ state: 'working', firstResponseAt, wasBreached: false });
    await baton.advance(DAY + HOUR);
    expect((await baton.lead(id)).stage).toMatchObject({ outcome: 'shadow', reason: 'touched' });
  });

  it('closes leads in nurture and leads in a review queue', async () => {
    const baton = await aShadowBaton({ reps: [], plan: SHORT });
    const cold = await baton.postOne({ email: 'cy@north.example', touch: 'webinar' });
    const parked = await baton.postOne(aDemoRequest());
    expect((await baton.lead(cold)).stage.state).toBe('nurturing');
    expect((await baton.lead(parked)).stage).toMatchObject({ queue: 'catch-all' });
    await baton.advance(DAY + HOUR);
    expect((await baton.lead(cold)).stage).toMatchObject({ outcome: 'shadow', reason: 'would_be_recycled' });
    expect((await baton.lead(parked)).stage).toMatchObject({ outcome: 'shadow', reason: 'in_queue' });
  });

  it('closes each lead in the end, whatever it is and whichever owner is reported', async () => {
    const aLead = fc.record({
      touch: fc.constantFrom('demo_request', 'webinar', 'pricing_page'),
      employees: fc.constantFrom('1000+', '1-99', ''),
      page: fc.constantFrom('/careers/x', ''),
      told: fc.constantFrom('nobody', 'kim', 'stranger'),
      touched: fc.boolean(),
      after: fc.integer({ min: 0, max: 6 * HOUR }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(aLead, { minLength: 1, maxLength: 6 }), async (leads) => {
        const baton = await aShadowBaton({ plan: SHORT });
        const ids: string[] = [];
        for (const [index, { told, touched, after, ...form }] of leads.entries()) {
          const id = await baton.postOne({ email: `person${index}@north.example`, ...form });
          await baton.advance(after);
          ids.push(id);
          if (told !== 'nobody')
            await reportOwner(baton, id, { owner: told, ...(touched && { firstResponseAt: baton.now }) });
        }
        await baton.advance(3 * DAY);
        for (const id of ids) expect((await baton.lead(id)).stage.state).toBe('closed');
        expect(baton.deps.notifier.sent).toEqual([]);
        expect(await baton.eventTypesOf(ids[0] ?? '')).not.toContain('RepNotified');
        await expectInvariants(baton);
      }),
      { numRuns: 8, seed: 20261123 },
    );
  });

  it('holds back notifications about earlier leads, and sends them once it is live again', async () => {
    const baton = await aBaton();
    baton.deps.world.mode = 'shadow';
    const id = await baton.postOne(aDemoRequest());
    baton.deps.world.mode = 'live';
    const before = await baton.postOne(aDemoRequest('bo'));
    expect(await baton.eventTypesOf(before)).toContain('RepNotified');
    await baton.advance(120);
    expect(await baton.eventTypesOf(id)).not.toContain('RepNotified');

    const late = await aBaton({ switches: { events: false } });
    const waiting = await late.postOne(aDemoRequest());
    await late.advance(90);
    late.deps.world.mode = 'shadow';
    await late.advance(HOUR - 300);
    expect((await late.lead(waiting)).shadow).toBeUndefined();
    expect(await late.eventTypesOf(waiting)).not.toContain('RepNotified');
    expect(await late.eventTypesOf(waiting)).toContain('SlaWarned');
    late.deps.world.mode = 'live';
    await late.advance(2 * HOUR);
    expect(await late.eventTypesOf(waiting)).toContain('RepNotified');
  });

  it('never adds a person who arrives in live mode to a lead from shadow mode', async () => {
    const baton = await aShadowBaton();
    const id = await baton.postOne(aDemoRequest());
    baton.deps.world.mode = 'live';
    const next = await baton.postOne(aDemoRequest('ada', { message: 'again' }));
    expect(next).not.toBe(id);
    expect((await baton.lead(id)).stage).toMatchObject({ outcome: 'shadow', reason: 'went_live' });
    expect((await baton.lead(next)).shadow).toBeUndefined();
    expect(await baton.eventTypesOf(next)).toContain('RepNotified');
    await expectInvariants(baton);
  });
});

describe('the incumbent owner of a lead', () => {
  it('is on the timeline while the lead is open, and counts for the comparison afterwards, too', async () => {
    const baton = await aShadowBaton();
    const open = await baton.postOne(aDemoRequest());
    expect(await reportOwner(baton, open, { owner: 'max' })).toBe('recorded');
    expect((await baton.deps.leads.timeline(open)).at(-1)).toMatchObject({
      type: 'IncumbentOwnerReported',
      data: { rep: 'max' },
      actor: { kind: 'person', id: 'crm' },
    });
    const closed = await baton.postOne(aDemoRequest('bo'));
    await baton.advance(3 * HOUR);
    expect(await reportOwner(baton, closed, { owner: 'lea', at: MONDAY })).toBe('recorded');
    expect(await baton.eventTypesOf(closed)).not.toContain('IncumbentOwnerReported');
    expect(await today(baton)).toMatchObject({ leads: 2, compared: 2, notYetKnown: 0, complete: true });
  });

  it('is recorded once, however often it is reported; the first owner counts', async () => {
    const baton = await aShadowBaton();
    const id = await baton.postOne(aDemoRequest());
    const told = { owner: 'max', at: addSeconds(MONDAY, 60) };
    expect(await reportOwner(baton, id, told)).toBe('recorded');
    expect(await reportOwner(baton, id, told)).toBe('repeated');
    expect(await reportOwner(baton, id, { owner: 'max' })).toBe('repeated');
    expect(await reportOwner(baton, id, { owner: 'lea', at: addSeconds(MONDAY, 9000) })).toBe('repeated');
    const lead = await baton.lead(id);
    expect((await baton.deps.observations.get(lead))?.incumbent).toMatchObject({ rep: 'max', teams: ['sdr'] });
    expect((await baton.eventTypesOf(id)).filter((type) => type === 'IncumbentOwnerReported')).toHaveLength(1);
  });

  it('is ignored for an unknown lead, or one that arrived in live mode', async () => {
    const baton = await aBaton();
    const id = await baton.postOne(aDemoRequest());
    expect(await reportOwner(baton, id, { owner: 'kim' })).toBe('not_in_shadow_mode');
    expect(await reportOwner(baton, 'lead_none', { owner: 'kim' })).toBe('no_such_lead');
  });

  it('is compared with the decision of Baton', async () => {
    const baton = await aShadowBaton();
    const ids = [];
    for (const name of ['ada', 'bo', 'cy', 'di']) ids.push(await baton.postOne(aDemoRequest(name)));
    const [first = '', second = '', third = ''] = ids;
    const own = (await baton.lead(first)).accountable ?? '';
    const other = (await baton.lead(second)).accountable === 'kim' ? 'lea' : 'kim';
    await reportOwner(baton, first, { owner: own, at: addSeconds(MONDAY, 120) });
    await reportOwner(baton, second, { owner: other, at: addSeconds(MONDAY, 240) });
    await reportOwner(baton, third, { owner: 'stranger', at: addSeconds(MONDAY, 600) });
    const jobs = await baton.postOne({ email: 'ed@north.example', page: 'https://acme.example/careers/x' });
    await reportOwner(baton, jobs, { owner: 'kim' });
    const report = await today(baton);
    expect(report).toMatchObject({
      ...{ leads: 5, compared: 3, notYetKnown: 1 },
      sameRep: { of: 3, agreeing: 1 },
      sameTeam: { of: 3, agreeing: 2 },
      byRule: [{ name: 'demo', sameRep: { of: 3 } }],
      byTeam: [{ name: 'sdr' }],
      medianSecondsToOwner: { baton: 0, incumbent: 240 },
    });
    expect(report.confusions).toHaveLength(2);
    expect(Object.values(report.batonGaveNobody).reduce((sum, count) => sum + count, 0)).toBe(1);
  });
});
