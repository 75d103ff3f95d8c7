import { describe, expect, it } from 'vitest';
import { secondsBetween } from '../../shared/domain/instant.ts';
import { holdOf } from '../../shared/domain/lead/lead.ts';
import { createSeededRandom } from '../../shared/simulation/seeded-random.ts';
import type { VirtualBaton } from '../../shared/simulation/virtual-baton.ts';
import { aDraft } from '../support/builders/plan.ts';
import { aBaton, DAY } from './a-baton.ts';
import { anOfficePlan, aReorganisedPlan, STAFF, simulateOfficeEvent } from './busy-office.ts';
import { expectInvariants } from './invariants.ts';

const TURNS = 80;
/** The sweep runs every minute and gives faster paths a head start. Nothing may be later than two of its runs. */
const LATEST_SECONDS = 130;

async function anOffice(switches: object): Promise<VirtualBaton> {
  const baton = await aBaton({ plan: anOfficePlan(), reps: STAFF, switches, start: '2026-11-23T07:00:00.000Z' });
  await baton.deps.plans.publish(aDraft({ plan: aReorganisedPlan(), text: 'plan: reorganised' }));
  return baton;
}

/** Asserts that nothing failed in the sweep, nothing is overdue, and no rep who left holds a lead. */
async function expectNothingStuck(baton: VirtualBaton): Promise<void> {
  expect(baton.sweepResults.splice(0).flatMap(({ failed }) => failed)).toEqual([]);
  const { leads, reps, timelines } = baton.deps.world;
  for (const { id, dueAt = baton.now, ...lead } of leads.values()) {
    const lastStep = timelines.get(id)?.at(-1)?.at ?? '';
    expect(secondsBetween(dueAt > lastStep ? dueAt : lastStep, baton.now)).toBeLessThan(LATEST_SECONDS);
    const owner = holdOf({ id, ...lead })?.rep;
    if (owner !== undefined) expect(reps.get(owner)).toMatchObject({ active: true });
  }
}

describe.each([
  ['with everything on', {}],
  ['with the sweep alone', { events: false, doorbell: false, timers: false }],
])('whatever people do, in whatever order, %s', (_, switches) => {
  it.each([1, 2, 3])('no lead is lost, stuck or owned twice, seed %i', async (seed) => {
    const baton = await anOffice(switches);
    const random = createSeededRandom(seed);
    for (let turn = 0; turn < TURNS; turn += 1) {
      await simulateOfficeEvent(baton, random, turn);
      await expectInvariants(baton);
      await expectNothingStuck(baton);
    }
    await baton.advance(3 * DAY);
    await expectInvariants(baton);
    await expectNothingStuck(baton);
  });
});
