import { describe, expect, it } from 'vitest';
import type { Answer } from '../../shared/domain/answers/answer.ts';
import type { LeadEvent } from '../../shared/domain/lead/events.ts';
import { holdOf, type Lead } from '../../shared/domain/lead/lead.ts';
import type { HandoffRule } from '../../shared/domain/plan/handoff.ts';
import type { Plan } from '../../shared/domain/plan/plan.ts';
import { createSeededRandom } from '../../shared/simulation/seeded-random.ts';
import type { VirtualBaton } from '../../shared/simulation/virtual-baton.ts';
import { aPlan, aRecycling, aTeam } from '../support/builders/plan.ts';
import { aBaton, aDemoRequest, answerAsOwner, DAY, HOUR } from './a-baton.ts';
import { expectInvariants } from './invariants.ts';
import { advanceByDueDates, SWEEP_ONLY } from './years.ts';

const SDRS = ['kim', 'lea', 'max'];
const AES = ['abe', 'bea', 'cyn'];
const CYCLES = 3;
const TURNS = 60;

const TO_AE: HandoffRule = {
  ...{ on: 'qualified', to: 'ae', need: [], firstTouchSeconds: 4 * HOUR, warnSeconds: HOUR },
  ...{ acceptWithinSeconds: 8 * HOUR, otherwise: { kind: 'queue', id: 'catch-all' }, times: 2 },
};

function anOffice(): Promise<VirtualBaton> {
  const plan: Partial<Plan> = {
    teams: { sdr: aTeam(), ae: aTeam({ id: 'ae', manager: 'ana' }) },
    handoff: [TO_AE],
    limits: { ...aPlan().limits, then: 'recycle' },
    working: { ...aPlan().working, then: ['nudge', 'recycle'] },
    recycling: aRecycling({ stop: { cycles: CYCLES, then: 'close' } }),
  };
  const reps = [...SDRS.map((id) => ({ id })), ...AES.map((id) => ({ id, teams: { ae: 1 } }))];
  return aBaton({ plan, reps, switches: SWEEP_ONLY });
}

const SDR_SAYS: readonly Answer[] = [
  { answer: 'contacted' },
  { answer: 'qualified' },
  { answer: 'qualified' },
  { answer: 'qualified' },
  { answer: 'declined' },
];
const AE_SAYS: readonly Answer[] = [
  { answer: 'accepted' },
  { answer: 'contacted' },
  { answer: 'qualified' },
  { answer: 'declined' },
  { answer: 'declined' },
  { answer: 'misrouted', reason: 'territory' },
  { answer: 'not_now', reason: 'no_answer' },
];

async function simulateAnswer(baton: VirtualBaton, random: () => number): Promise<void> {
  for (const { id } of [...baton.deps.world.leads.values()]) {
    const hold = holdOf(await baton.lead(id));
    const says = hold?.team === 'ae' ? AE_SAYS : SDR_SAYS;
    const answer = says[Math.floor(random() * says.length)];
    if (hold && answer && random() < 0.6) await answerAsOwner(baton, id, answer);
    await baton.settle();
  }
}

/** Returns how often the lead was returned from a handoff in each of its cycles. */
function returnsByCycle(events: readonly LeadEvent[]): readonly number[] {
  const cycles = [0];
  for (const { type } of events) {
    if (type === 'LeadRecycled') cycles.push(0);
    else if (type === 'HandoffReturned') cycles.push((cycles.pop() ?? 0) + 1);
  }
  return cycles;
}

/** Finds leads the system assigned to a rep who had declined them, although others in the team had never had them. */
function findReassignmentsToDecliners(events: readonly LeadEvent[]): readonly string[] {
  const refused = new Set<string>();
  const had = new Set<string>();
  return events.flatMap((event) => {
    if (event.type === 'LeadDeclined' || event.type === 'LeadMisrouted') refused.add(event.data.rep);
    if (event.type === 'HandoffReturned') refused.add(event.data.rep);
    if (event.type !== 'LeadAssigned') return [];
    const { rep, team } = event.data;
    const others = (team === 'ae' ? AES : SDRS).filter((one) => !had.has(one));
    had.add(rep);
    return refused.has(rep) && others.length > 0 ? [event.id] : [];
  });
}

const isFinished = ({ stage }: Lead) =>
  stage.state === 'closed' || (stage.state === 'waiting' && stage.place === 'queue');

describe('whatever two teams do with the leads that one hands off to the other', () => {
  const seen = new Map<string, number>();
  it.each([1, 2, 3])('no lead goes back and forth forever, or back to a rep who declined it, seed %i', async (seed) => {
    const baton = await anOffice();
    const random = createSeededRandom(seed);
    for (let turn = 0; turn < TURNS; turn += 1) {
      if (turn % 3 === 0) await baton.post(aDemoRequest(`person${turn}`));
      await simulateAnswer(baton, random);
      await advanceByDueDates(baton, random() < 0.1 ? Math.ceil(random() * 20) * DAY : Math.ceil(random() * 5) * HOUR);
      if (turn % 20 === 0) await expectInvariants(baton);
    }
    await advanceByDueDates(baton, 250 * DAY);
    await expectInvariants(baton);
    for (const lead of baton.deps.world.leads.values()) {
      const events = baton.deps.world.timelines.get(lead.id) ?? [];
      expect(isFinished(lead)).toBe(true);
      expect(Math.max(...returnsByCycle(events))).toBeLessThanOrEqual(TO_AE.times - 1);
      expect(findReassignmentsToDecliners(events)).toEqual([]);
      for (const { type } of events) seen.set(type, (seen.get(type) ?? 0) + 1);
      if (lead.stage.state === 'waiting') seen.set(lead.stage.because, 1);
    }
  });

  it('every possible course of a handoff was exercised', () => {
    expect([...seen.keys()]).toEqual(
      expect.arrayContaining(['HandoffAccepted', 'HandoffReturned', 'LeadMisrouted', 'LeadRecycled', 'handoff_limit']),
    );
    expect(seen.get('LeadHandedOff')).toBeGreaterThan(40);
  });
});
