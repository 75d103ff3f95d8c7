import { describe, expect, it } from 'vitest';
import { arrivalsOf, OFFICE_PROFILE } from '../../shared/simulation/arrivals.ts';
import { type Behaviour, DEFAULT_BEHAVIOUR } from '../../shared/simulation/behaviour.ts';
import { createSeededRandom } from '../../shared/simulation/seeded-random.ts';
import { simulateWeeks } from '../../shared/simulation/simulate-weeks.ts';
import { aPlan } from '../support/builders/plan.ts';
import { aRep } from '../support/builders/rep.ts';

const START = '2026-11-30T00:00:00.000Z';
const REPS = ['kim', 'lea', 'max'].map((id) => aRep({ id }));

function weeksOf(behaviour: Partial<Behaviour> = {}, seed = 1, reps = REPS) {
  const random = createSeededRandom(seed);
  const arrivals = arrivalsOf({ start: START, weeks: 1, perWeek: 30, profile: OFFICE_PROFILE, random });
  return simulateWeeks(
    { plan: aPlan(), reps, holidays: {}, behaviour: { ...DEFAULT_BEHAVIOUR, ...behaviour } },
    {
      ...{ start: START, weeks: 1, arrivals, seed },
      bodyOf: ({ number }) => ({ email: `p${number}@company-${number}.example`, touch: 'demo_request' }),
    },
  );
}

describe('simulated weeks', () => {
  it('are the same for the same seed, and others for another', async () => {
    const [first, again, other] = [await weeksOf(), await weeksOf(), await weeksOf({}, 2)];
    expect(again).toEqual(first);
    expect(other).not.toEqual(first);
  });

  it('assign every lead that a rule takes, and share turns fairly', async () => {
    const { leads, total, reps, gap, unfairness } = await weeksOf();
    expect(leads).toBeGreaterThan(10);
    expect(total.received).toBe(leads);
    expect(gap).toBe(0);
    expect(reps.reduce((sum, { assigned }) => sum + assigned, 0)).toBe(total.assigned);
    // The promise of the ledger for three reps.
    expect(unfairness).toBeLessThanOrEqual(1);
  });

  it('breach the SLA of reps who never respond, and keep it for reps who respond at once', async () => {
    const idle = await weeksOf({ responds: 0 });
    const quick = await weeksOf({ responds: 1, responseSeconds: 60 });
    expect(idle.total.attainment.rate).toBe(0);
    expect(idle.total.reassignments.count).toBeGreaterThan(0);
    expect(quick.total.attainment.rate).toBeGreaterThan(0.9);
  });

  it('give nothing to a rep on leave', async () => {
    const leave = { from: START, until: '2026-12-08T00:00:00.000Z' };
    const { reps } = await weeksOf({}, 1, [aRep({ id: 'kim', leaves: [leave] }), aRep({ id: 'lea' })]);
    expect(reps.map(({ rep, assigned }) => [rep, assigned > 0])).toEqual([
      ['kim', false],
      ['lea', true],
    ]);
  });
});
