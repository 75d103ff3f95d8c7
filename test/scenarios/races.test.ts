import { describe, expect, it } from 'vitest';
import type { LeadStore } from '../../shared/ports/lead-store.ts';
import type { VirtualBaton } from '../../shared/simulation/virtual-baton.ts';
import { recordAnswer } from '../../shared/use-cases/answers/record-answer.ts';
import { assignManually } from '../../shared/use-cases/assignment/assign-manually.ts';
import { assignTeam } from '../../shared/use-cases/assignment/assign-team.ts';
import { takeDueStep } from '../../shared/use-cases/follow-up/take-due-step.ts';
import { takeTimerStep } from '../../shared/use-cases/follow-up/wake-timer.ts';
import { aDraft, aPlan } from '../support/builders/plan.ts';
import { replaceMethods } from '../support/builders/replaced.ts';
import { aBaton, aDemoRequest, answerAsOwner, DAY, HOUR } from './a-baton.ts';
import { expectInvariants } from './invariants.ts';

const MINUTE = 60;
const CONTACTED = { answer: 'contacted' } as const;

/** A lead store on which `first` runs between this caller's decision and its write. */
function interleaveBeforeWrite(leads: LeadStore, first: () => Promise<unknown>): LeadStore {
  let pending: (() => Promise<unknown>) | undefined = first;
  const commit: LeadStore['commit'] = async (change) => {
    const happens = pending;
    pending = undefined;
    await happens?.();
    return leads.commit(change);
  };
  return replaceMethods(leads, { commit });
}

/** Builds a lead without timers, at the time its first response is due. */
async function aLeadAtItsBreach(): Promise<{ baton: VirtualBaton; id: string }> {
  const baton = await aBaton({ switches: { timers: false, sweep: false } });
  const id = await baton.postOne(aDemoRequest());
  await baton.advance(46 * MINUTE);
  await takeDueStep(id, baton.now, baton.deps);
  await baton.advance(14 * MINUTE);
  return { baton, id };
}

async function count(baton: VirtualBaton, id: string, type: string): Promise<number> {
  return (await baton.eventTypesOf(id)).filter((one) => one === type).length;
}

describe('a race between an answer and a breach', () => {
  it('records no breach when the answer was written first', async () => {
    const { baton, id } = await aLeadAtItsBreach();
    const deps = {
      ...baton.deps,
      leads: interleaveBeforeWrite(baton.deps.leads, () => answerAsOwner(baton, id, CONTACTED)),
    };
    await takeDueStep(id, baton.now, deps);
    expect((await baton.lead(id)).stage).toMatchObject({ state: 'working', wasBreached: false });
    expect(await count(baton, id, 'SlaBreached')).toBe(0);
    await expectInvariants(baton);
  });

  it('accepts the answer after the breach was written first', async () => {
    const { baton, id } = await aLeadAtItsBreach();
    const { accountable, epoch } = await baton.lead(id);
    const deps = {
      ...baton.deps,
      leads: interleaveBeforeWrite(baton.deps.leads, () => takeDueStep(id, baton.now, baton.deps)),
    };
    const by = { person: accountable ?? '', onlyOwn: true };
    const recorded = await recordAnswer({ leadId: id, epoch, answer: CONTACTED, by, now: baton.now }, deps);
    expect(recorded.outcome).toBe('done');
    expect((await baton.lead(id)).stage).toMatchObject({ state: 'working', wasBreached: true, owner: accountable });
    expect(await count(baton, id, 'SlaBreached')).toBe(1);
    await expectInvariants(baton);
  });

  it('lets a late first response win while another owner is being sought', async () => {
    const { baton, id } = await aLeadAtItsBreach();
    const { accountable } = await baton.lead(id);
    await baton.advance(30 * MINUTE);
    await takeDueStep(id, baton.now, baton.deps);
    expect((await baton.lead(id)).stage).toMatchObject({
      state: 'assigned',
      owner: accountable,
      seeking: expect.anything(),
    });
    const deps = {
      ...baton.deps,
      leads: interleaveBeforeWrite(baton.deps.leads, () => answerAsOwner(baton, id, CONTACTED)),
    };
    await assignTeam('sdr', baton.now, deps);
    expect((await baton.lead(id)).stage).toMatchObject({ state: 'working', owner: accountable });
    expect((await baton.lead(id)).epoch).toBe(1);
    await expectInvariants(baton);
  });

  it('rejects the previous owner once the new one has it', async () => {
    const { baton, id } = await aLeadAtItsBreach();
    const { accountable } = await baton.lead(id);
    await baton.advance(30 * MINUTE);
    await takeDueStep(id, baton.now, baton.deps);
    const deps = {
      ...baton.deps,
      leads: interleaveBeforeWrite(baton.deps.leads, () => assignTeam('sdr', baton.now, baton.deps)),
    };
    const by = { person: accountable ?? '', onlyOwn: true };
    const refused = await recordAnswer({ leadId: id, epoch: 1, answer: CONTACTED, by, now: baton.now }, deps);
    expect(refused).toEqual({ outcome: 'refused', because: 'old_epoch' });
    expect((await baton.lead(id)).accountable).not.toBe(accountable);
    await expectInvariants(baton);
  });

  it.each([
    ['before any timer started', 0],
    ['between warning and breach', 50],
    ['between breach and reassignment', 75],
  ])('stops the clock when the owner answers %s', async (_, minutes) => {
    const baton = await aBaton();
    const id = await baton.postOne(aDemoRequest());
    await baton.advance(minutes * MINUTE);
    expect((await answerAsOwner(baton, id, CONTACTED)).outcome).toBe('done');
    await baton.advance(DAY);
    expect((await baton.lead(id)).stage.state).toBe('working');
    expect(await count(baton, id, 'LeadAssigned')).toBe(1);
  });
});

describe('timers', () => {
  it('records one breach when two timers of one assignment wake together', async () => {
    const { baton, id } = await aLeadAtItsBreach();
    const timer = { leadId: id, epoch: 1, revision: 1 };
    const deps = {
      ...baton.deps,
      leads: interleaveBeforeWrite(baton.deps.leads, () => takeTimerStep(timer, baton.now, baton.deps)),
    };
    await takeTimerStep(timer, baton.now, deps);
    expect(await count(baton, id, 'SlaBreached')).toBe(1);
    expect(await count(baton, id, 'LeadEscalated')).toBe(1);
  });

  it.each([
    ['an older epoch', { epoch: 0, revision: 1 }],
    ['an older revision', { epoch: 1, revision: 0 }],
  ])('does nothing for %s', async (_, older) => {
    const { baton, id } = await aLeadAtItsBreach();
    expect(await takeTimerStep({ leadId: id, ...older }, baton.now, baton.deps)).toMatchObject({ outcome: 'over' });
    expect(await count(baton, id, 'SlaBreached')).toBe(0);
  });

  it('breaches earlier when a touchpoint makes a stricter SLA apply, and only once', async () => {
    const baton = await aBaton({ plan: { layers: everythingToSdr() } });
    const id = await baton.postOne(aDemoRequest('ada', { touch: 'whitepaper' }));
    const before = await baton.lead(id);
    expect(before.stage).toMatchObject({ state: 'assigned', sla: 'rest' });
    await baton.advance(10 * MINUTE);
    await baton.post(aDemoRequest('ada', { message: 'now please' }));
    const tighter = await baton.lead(id);
    expect(tighter.stage).toMatchObject({ sla: 'demo', revision: 2, owner: before.accountable });
    await baton.advance(61 * MINUTE);
    expect(await count(baton, id, 'SlaBreached')).toBe(1);
    await baton.advance(20 * MINUTE);
    expect(await count(baton, id, 'SlaBreached')).toBe(1);
  });

  it('never relaxes a deadline because of a touchpoint', async () => {
    const baton = await aBaton();
    const id = await baton.postOne(aDemoRequest());
    const { dueAt } = await baton.lead(id);
    await baton.post(aDemoRequest('ada', { touch: 'whitepaper' }));
    const lead = await baton.lead(id);
    expect(lead.dueAt).toBe(dueAt);
    expect(lead.touchpoints.map(({ touch }) => touch)).toEqual(['demo_request', 'whitepaper']);
  });

  it('keeps the plan that was in force when a lead was routed', async () => {
    const baton = await aBaton();
    const id = await baton.postOne(aDemoRequest());
    const slow = aPlan({ slas: [{ sla: 'rest', firstTouchSeconds: 5 * DAY, ladder: 'soft' }] });
    await baton.deps.plans.activate(await baton.deps.plans.publish(aDraft({ plan: slow, text: 'plan: slow' })));
    await baton.advance(61 * MINUTE);
    expect(await count(baton, id, 'SlaBreached')).toBe(1);
  });
});

describe('an assignment by a person', () => {
  it('is warned about and escalated, never moved', async () => {
    const baton = await aBaton();
    const id = await baton.postOne(aDemoRequest());
    const before = await baton.lead(id);
    const other = ['kim', 'lea', 'max'].find((rep) => rep !== before.accountable) ?? '';
    const placed = await assignManually(
      { leadId: id, epoch: 1, rep: other, overCap: false, by: 'mia', now: baton.now },
      baton.deps,
    );
    expect(placed.outcome).toBe('done');
    await baton.settle();
    await baton.advance(3 * DAY);
    expect((await baton.lead(id)).stage).toMatchObject({ state: 'assigned', owner: other, placedBy: 'person' });
    expect(await count(baton, id, 'SlaBreached')).toBe(1);
    expect(await count(baton, id, 'LeadEscalated')).toBeGreaterThan(1);
    expect(baton.deps.notifier.received.some(({ to, occasion }) => to === 'mia' && occasion === 'escalated')).toBe(
      true,
    );
    await expectInvariants(baton);
  });

  it('may exceed a cap with a reason, and only then', async () => {
    const baton = await aBaton({ reps: [{ id: 'kim', cap: { open: 1 } }, { id: 'lea' }] });
    const ids = [await baton.postOne(aDemoRequest('ada')), await baton.postOne(aDemoRequest('ben'))];
    const kims = await Promise.all(ids.map((id) => baton.lead(id)));
    const other = kims.find(({ accountable }) => accountable === 'lea');
    const move = { leadId: other?.id ?? '', epoch: 1, rep: 'kim', by: 'mia', now: baton.now };
    const full = await assignManually({ ...move, overCap: false }, baton.deps);
    expect(full).toMatchObject({ outcome: 'not_saved', why: { outcome: 'not_admitted' } });
    expect(await assignManually({ ...move, overCap: true }, baton.deps)).toMatchObject({
      because: 'over_cap_needs_reason',
    });
    expect((await assignManually({ ...move, overCap: true, reason: 'key_account' }, baton.deps)).outcome).toBe('done');
    expect((await baton.deps.reps.loadOf('kim')).open).toBe(2);
    await expectInvariants(baton);
  });
});

describe('a lead in work', () => {
  it('is nudged when quiet, then escalated, then sent to the catch-all queue', async () => {
    const baton = await aBaton();
    const id = await baton.postOne(aDemoRequest());
    await answerAsOwner(baton, id, CONTACTED);
    await baton.advance(16 * DAY + HOUR);
    expect((await baton.eventTypesOf(id)).slice(-3)).toEqual(['LeadWentQuiet', 'LeadWentQuiet', 'LeadSentToQueue']);
    expect((await baton.lead(id)).accountable).toBe('dana');
    await expectInvariants(baton);
  });
});

/** A single rule that sends every lead to `sdr`. */
function everythingToSdr() {
  const [demo] = aPlan().layers[1]?.rules ?? [];
  if (!demo) throw new Error('the plan has no demo rule');
  return [{ layer: 'only', rules: [{ ...demo, when: { kind: 'all' as const, of: [] } }] }];
}
