import { describe, expect, it } from 'vitest';
import { secondsBetween } from '../../shared/domain/instant.ts';
import { lifecycleStateOf, replayTimeline } from '../../shared/domain/lead/transitions.ts';
import { VirtualBaton, type VirtualBatonOptions } from '../../shared/simulation/virtual-baton.ts';
import { recordAnswer } from '../../shared/use-cases/answers/record-answer.ts';
import { MONDAY } from '../support/builders/moment.ts';
import { aDraft } from '../support/builders/plan.ts';
import { aRep, saveReps } from '../support/builders/rep.ts';

const DEMO = { email: 'ada@north.example', name: 'Ada North', touch: 'demo_request', employees: '1000+' };
const HOUR = 3600;

async function aBaton(options: Partial<VirtualBatonOptions> = {}, reps = ['kim', 'lea', 'max']): Promise<VirtualBaton> {
  const baton = new VirtualBaton({ start: MONDAY, ...options });
  await baton.deps.plans.activate(await baton.deps.plans.publish(aDraft()));
  await saveReps(baton.deps.reps, ...reps.map((id) => aRep({ id })));
  return baton;
}

async function answer(baton: VirtualBaton, id: string, given: Parameters<typeof recordAnswer>[0]['answer']) {
  const lead = await baton.lead(id);
  const by = { person: lead.accountable ?? '', onlyOwn: true };
  return recordAnswer({ leadId: id, epoch: lead.epoch, answer: given, by, now: baton.now }, baton.deps);
}

describe('the main job', () => {
  it('assigns a demo request to a rep, notifies them, and waits for the first response', async () => {
    const baton = await aBaton();
    const id = await baton.postOne(DEMO);
    const lead = await baton.lead(id);
    expect(lead.stage).toMatchObject({ state: 'assigned', placedBy: 'system', sla: 'demo' });
    expect(baton.deps.notifier.received.map(({ occasion, to }) => [occasion, to])).toEqual([
      ['assigned', lead.accountable],
    ]);
    expect(await baton.eventTypesOf(id)).toEqual(['LeadReceived', 'LeadRouted', 'LeadAssigned', 'RepNotified']);
  });

  it('stops the clock when the rep answers', async () => {
    const baton = await aBaton();
    const id = await baton.postOne(DEMO);
    await baton.advance(600);
    expect((await answer(baton, id, { answer: 'contacted' })).outcome).toBe('done');
    await baton.advance(24 * HOUR);
    expect((await baton.lead(id)).stage).toMatchObject({ state: 'working', wasBreached: false });
    expect(await baton.eventTypesOf(id)).not.toContain('SlaWarned');
  });

  it.each([
    ['with everything on', {}],
    ['with timers off', { timers: false }],
    ['with the sweep alone', { events: false, doorbell: false, timers: false }],
  ])('warns, breaches, escalates, reassigns and stops at the limit, %s', async (_, switches) => {
    const baton = await aBaton({ switches });
    const id = await baton.postOne(DEMO);
    await baton.advance(8 * HOUR);
    const lead = await baton.lead(id);
    expect(lead.stage).toMatchObject({ state: 'waiting', place: 'queue', queue: 'catch-all', accountable: 'dana' });
    expect([...lead.previousHolders].sort()).toEqual(['kim', 'lea', 'max']);
    expect(lead.reassignments).toBe(2);
    const round = ['LeadAssigned', 'RepNotified', 'SlaWarned', 'SlaBreached', 'LeadEscalated'];
    const steps = await baton.eventTypesOf(id);
    expect(steps.filter((type) => !['RoutingRetried'].includes(type))).toEqual([
      'LeadReceived',
      'LeadRouted',
      ...round,
      'ReassignmentSought',
      ...round,
      'ReassignmentSought',
      ...round,
      'LeadSentToQueue',
    ]);
    expect(replayTimeline(await baton.deps.leads.timeline(id))).toEqual(lifecycleStateOf(lead));
    for (const rep of ['kim', 'lea', 'max']) expect((await baton.deps.reps.loadOf(rep)).open).toBe(0);
  });

  it('breaches on the second when the timers run', async () => {
    const baton = await aBaton();
    const id = await baton.postOne(DEMO);
    const { stage } = await baton.lead(id);
    await baton.advance(2 * HOUR);
    const breach = (await baton.deps.leads.timeline(id)).find(({ type }) => type === 'SlaBreached');
    if (stage.state !== 'assigned') throw new Error('the lead is not assigned');
    expect(secondsBetween(stage.assignedAt, breach?.at ?? '')).toBe(HOUR);
  });

  it('assigns a declined lead to somebody else, never to the rep who declined', async () => {
    const baton = await aBaton();
    const id = await baton.postOne(DEMO);
    const first = (await baton.lead(id)).accountable;
    await answer(baton, id, { answer: 'declined' });
    await baton.settle();
    const lead = await baton.lead(id);
    expect(lead.stage.state).toBe('assigned');
    expect(lead.accountable).not.toBe(first);
    expect(lead.epoch).toBe(2);
  });

  it('closes a converted lead with its value', async () => {
    const baton = await aBaton();
    const id = await baton.postOne(DEMO);
    await answer(baton, id, { answer: 'converted', amount: 12_000, opportunity: 'opp_77' });
    expect((await baton.lead(id)).stage).toMatchObject({ outcome: 'converted', amount: 12_000, opportunity: 'opp_77' });
    expect((await baton.deps.leads.timeline(id)).at(-1)?.data).toMatchObject({ amount: 12_000, opportunity: 'opp_77' });
  });

  it('notifies the owner of the catch-all queue of a new lead, and again when its review is due', async () => {
    const baton = await aBaton({}, []);
    await baton.postOne(DEMO);
    const told = () =>
      baton.deps.notifier.received.filter(({ to, occasion }) => to === 'dana' && occasion === 'queued').length;
    expect(told()).toBe(1);
    await baton.advance(7 * 24 * HOUR + 120);
    expect(told()).toBe(2);
  });
});
