import { expect, it } from 'vitest';
import { addSeconds } from '../../shared/domain/instant.ts';
import type { VirtualBaton } from '../../shared/simulation/virtual-baton.ts';
import { assignManually } from '../../shared/use-cases/assignment/assign-manually.ts';
import { MONDAY } from '../support/builders/moment.ts';
import { aPlan } from '../support/builders/plan.ts';
import { aBaton, aDemoRequest, answerAsOwner, DAY } from './a-baton.ts';
import { expectInvariants } from './invariants.ts';

const TEN_MINUTES = 600;

/** Passes a lead to the next of two reps, on the word of this person. */
async function passOn(baton: VirtualBaton, leadId: string, by: string): Promise<void> {
  const { epoch, accountable } = await baton.lead(leadId);
  const rep = accountable === 'kim' ? 'lea' : 'kim';
  const result = await assignManually({ leadId, epoch, rep, overCap: false, by, now: baton.now }, baton.deps);
  expect(result.outcome).toBe('done');
  await baton.settle();
}

const slow = { slas: aPlan().slas.map((sla) => ({ ...sla, firstTouchSeconds: 3600, warnSeconds: 600 })) };
const toldOf = (baton: VirtualBaton, to: string) =>
  baton.deps.notifier.received.filter((one) => one.to === to && one.occasion === 'escalated').length;

it.each([
  ['a rep', 'kim', 'mia'],
  ['the manager', 'mia', 'dana'],
])('a lead that %s passes to and fro for a day is late all the same, and somebody is told', async (_, by, told) => {
  const baton = await aBaton({ plan: slow, reps: [{ id: 'kim' }, { id: 'lea' }] });
  const id = await baton.postOne(aDemoRequest());
  for (let passed = 0; passed < DAY; passed += TEN_MINUTES) {
    await passOn(baton, id, by);
    await baton.advance(TEN_MINUTES);
    if (passed === 2 * TEN_MINUTES) expect(toldOf(baton, told)).toBe(0);
    if (passed === 3 * TEN_MINUTES) expect(toldOf(baton, told)).toBe(1);
  }
  const timeline = await baton.deps.leads.timeline(id);
  const breaches = timeline.filter(({ type }) => type === 'SlaBreached');
  expect(breaches).toHaveLength(1);
  expect((breaches[0]?.at ?? '') < addSeconds(MONDAY, 2 * 3600)).toBe(true);
  expect((await answerAsOwner(baton, id, { answer: 'contacted' })).outcome).toBe('done');
  expect((await baton.lead(id)).stage).toMatchObject({ state: 'working', wasBreached: true });
  await expectInvariants(baton);
});

it('a new cycle allows as many assignments by hand as the first', async () => {
  const baton = await aBaton({ plan: slow, reps: [{ id: 'kim' }, { id: 'lea' }] });
  const id = await baton.postOne(aDemoRequest());
  for (let time = 0; time < 3; time += 1) await passOn(baton, id, 'ana');
  await answerAsOwner(baton, id, { answer: 'contacted' });
  await answerAsOwner(baton, id, { answer: 'not_now', reason: 'no_answer' });
  await baton.advance(31 * DAY);
  expect((await baton.lead(id)).cycleStartedAt).toBeDefined();
  await passOn(baton, id, 'ana');
  const timeline = await baton.deps.leads.timeline(id);
  expect(
    timeline.some((event) => event.type === 'LeadEscalated' && event.data.because === 'assigned_by_hand_again'),
  ).toBe(false);
});
