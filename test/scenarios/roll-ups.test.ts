import { describe, expect, it } from 'vitest';
import type { DeliveryFaults } from '../../shared/adapters/in-memory/event-courier.ts';
import { createInMemoryDeps, type InMemoryDeps } from '../../shared/adapters/in-memory/in-memory-deps.ts';
import { Tallies } from '../../shared/adapters/in-memory/tallies.ts';
import { EVENT_TYPES } from '../../shared/domain/lead/events.ts';
import type { Counters } from '../../shared/domain/reporting/counters.ts';
import type { ReportStore } from '../../shared/ports/report-store.ts';
import { StoreUnavailableError } from '../../shared/ports/store-error.ts';
import { createSeededRandom } from '../../shared/simulation/seeded-random.ts';
import type { VirtualBaton } from '../../shared/simulation/virtual-baton.ts';
import { rollUp } from '../../shared/use-cases/reporting/roll-up.ts';
import { aDraft } from '../support/builders/plan.ts';
import { replaceMethods } from '../support/builders/replaced.ts';
import { countedInCells } from '../support/builders/tally.ts';
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

function byHand(baton: VirtualBaton): Counters {
  const { leads, timelines } = baton.deps.world;
  return calculateReferenceFigures(
    [...leads.values()].map((lead) => ({ lead, timeline: timelines.get(lead.id) ?? [] })),
  );
}

function withoutDetails(counters: Counters): Counters {
  return Object.fromEntries(Object.entries(counters).filter(([name]) => !DETAILS.test(name)));
}

function flagged({ tallies }: InMemoryDeps['world']): readonly string[] {
  return [...tallies.values()].flatMap((tally) => tally.flagged.map(({ lead, seq }) => `${lead} ${seq}`));
}

describe('roll-ups of a busy office', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])('equal the figures calculated from whole timelines, seed %i', async (seed) => {
    const baton = await aBusyOffice(seed);
    expect(withoutDetails(countedInCells(baton.deps))).toEqual(byHand(baton));
  });

  it.each([11, 12, 13])('are the same with every event duplicated and out of order, seed %i', async (seed) => {
    const disorder: DeliveryFaults = {
      duplicate: EVENT_TYPES,
      reorder: EVENT_TYPES,
      random: createSeededRandom(seed),
    };
    const baton = await aBusyOffice(seed, { disorder });
    expect(withoutDetails(countedInCells(baton.deps))).toEqual(byHand(baton));
  });

  it.each([22, 24])(
    'are the same in every detail when everything is counted later in one pass, seed %i',
    async (seed) => {
      const baton = await aBusyOffice(seed);
      const { world } = baton.deps;
      const before = countedInCells(baton.deps);
      const later = createInMemoryDeps({ ...world, tallies: new Tallies() });
      expect(flagged(world)).not.toEqual([]);
      expect((await rollUp([...world.leads.keys()], later)).failed).toEqual([]);
      const atWork = (counters: Counters) =>
        Object.fromEntries(Object.entries(counters).filter(([name]) => !name.startsWith('speedAtWork:')));
      // Hours and leaves changed in the meantime; only working time depends on the time of counting.
      expect(atWork(countedInCells(later))).toEqual(atWork(before));
      expect(flagged(later.world).toSorted()).toEqual(flagged(world).toSorted());
    },
  );

  it.each([31, 32])('are the same when several count in batches and fail at random, seed %i', async (seed) => {
    const random = createSeededRandom(seed);
    const baton = await aBusyOffice(seed);
    const { world } = baton.deps;
    const ids = [...world.leads.keys()];
    const nudges = Array.from({ length: 5 * ids.length }, () => ids[Math.floor(random() * ids.length)] ?? '');
    const queue = Array.from({ length: 40 }, () => nudges.splice(0, Math.ceil(random() * 20)));
    queue.push(ids);
    const later = createInMemoryDeps({ ...world, tallies: new Tallies() });
    const reports = failAtRandom(later.reports, random);
    const consume = async () => {
      for (let batch = queue.shift(); batch; batch = queue.shift()) {
        const { failed } = await rollUp(batch, { ...later, reports });
        if (failed.length > 0) queue.push(failed.map(({ lead }) => lead));
      }
    };
    await Promise.all([consume(), consume(), consume()]);
    expect(withoutDetails(countedInCells(later))).toEqual(byHand(baton));
    expect(flagged(later.world).toSorted()).toEqual(flagged(world).toSorted());
  });
});

/** A store that now and then is not there, loses its reply, or says that somebody else was faster. */
function failAtRandom(reports: ReportStore, random: () => number): ReportStore {
  return replaceMethods(reports, {
    saveTally: async (change) => {
      const luck = random();
      if (luck < 0.1) throw new StoreUnavailableError('Throttling');
      if (luck < 0.2) return { outcome: 'stale' };
      const saved = await reports.saveTally(change);
      if (luck > 0.9) throw new StoreUnavailableError('TimeoutError');
      return luck > 0.8 ? { outcome: 'stale' } : saved;
    },
  });
}
