import { describe, expect, it } from 'vitest';
import { createInMemoryDeps, type InMemoryDeps } from '../../shared/adapters/in-memory/in-memory-deps.ts';
import { EVENT_TYPES } from '../../shared/domain/lead/events.ts';
import { type Counters, sumCounters } from '../../shared/domain/reporting/counters.ts';
import type { VirtualBaton } from '../../shared/simulation/virtual-baton.ts';
import { rollUp } from '../../shared/use-cases/reporting/roll-up.ts';
import { aDraft } from '../support/builders/plan.ts';
import { createSeededRandom } from '../support/seeded-random.ts';
import { aBaton } from './a-baton.ts';
import { anOfficePlan, aReorganisedPlan, STAFF, simulateOfficeEvent } from './busy-office.ts';
import { calculateReferenceFigures } from './counted-by-hand.ts';

const TURNS = 120;

/** Names that {@link calculateReferenceFigures} does not calculate: details of others, and what needs more than the timeline. */
const DETAILS = /^(speedAtWork|reassigned|misrouted|queued|wanted|covered|guessed):|^(enriched|accountMatched)$/;

async function aBusyOffice(seed: number, disorder?: Parameters<typeof aBaton>[0]): Promise<VirtualBaton> {
  const random = createSeededRandom(seed);
  const baton = await aBaton({ plan: anOfficePlan(), reps: STAFF, ...disorder });
  await baton.deps.plans.publish(aDraft({ plan: aReorganisedPlan(), text: 'plan: second\n' }));
  for (let turn = 0; turn < TURNS; turn += 1) await simulateOfficeEvent(baton, random, turn);
  return baton;
}

/** Returns everything ever counted, by cell. The reps' counters add up to what is counted with an owner. */
function counted({ world }: InMemoryDeps): Counters {
  return sumCounters(world.postings.flatMap(({ to, counters }) => ('cell' in to ? [counters] : [])));
}

function byHand(baton: VirtualBaton): Counters {
  const { leads, timelines } = baton.deps.world;
  return calculateReferenceFigures(
    [...leads.values()].map((lead) => ({ lead, timeline: timelines.get(lead.id) ?? [] })),
  );
}

function withoutDetails(counters: Counters): Counters {
  return Object.fromEntries(Object.entries(counters).filter(([name]) => !DETAILS.test(name)));
}

describe('roll-ups of a busy office', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])('equal the figures calculated from whole timelines, seed %i', async (seed) => {
    const baton = await aBusyOffice(seed);
    expect(withoutDetails(counted(baton.deps))).toEqual(byHand(baton));
  });

  it.each([11, 12, 13])('are the same with every event duplicated and out of order, seed %i', async (seed) => {
    const disorder = { double: EVENT_TYPES, reorder: EVENT_TYPES, random: createSeededRandom(seed) };
    const baton = await aBusyOffice(seed, { disorder });
    expect(withoutDetails(counted(baton.deps))).toEqual(byHand(baton));
  });

  it('are the same in every detail when everything is counted later in one pass', async () => {
    const baton = await aBusyOffice(21);
    const { world } = baton.deps;
    const before = counted(baton.deps);
    const later = createInMemoryDeps({ ...world, countedLeads: new Map(), postings: [], flaggedLeads: [] });
    for (const lead of world.leads.keys()) await rollUp(lead, later);
    const atWork = (counters: Counters) =>
      Object.fromEntries(Object.entries(counters).filter(([name]) => !name.startsWith('speedAtWork:')));
    // Hours and leaves changed in the meantime; only working time depends on the time of counting.
    expect(atWork(counted(later))).toEqual(atWork(before));
    expect(later.world.flaggedLeads).toHaveLength(world.flaggedLeads.length);
  });
});
