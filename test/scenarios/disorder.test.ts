import { describe, expect, it } from 'vitest';
import type { DeliveryFaults } from '../../shared/adapters/in-memory/event-courier.ts';
import { createInMemoryDeps } from '../../shared/adapters/in-memory/in-memory-deps.ts';
import { addSeconds } from '../../shared/domain/instant.ts';
import { EVENT_TYPES } from '../../shared/domain/lead/events.ts';
import { createSeededRandom } from '../../shared/simulation/seeded-random.ts';
import { VirtualBaton } from '../../shared/simulation/virtual-baton.ts';
import { assignTeam } from '../../shared/use-cases/assignment/assign-team.ts';
import { takeDueStep } from '../../shared/use-cases/follow-up/take-due-step.ts';
import { notifyOwner } from '../../shared/use-cases/notifications/notify-rep.ts';
import { CrashError, crashAfter, ProcessLife } from '../support/crash-after.ts';
import { injectFaults } from '../support/fault-injection.ts';
import { aBaton, aDemoRequest, answerAsOwner, DAY, HOUR } from './a-baton.ts';
import { expectInvariants } from './invariants.ts';

const PEOPLE = ['ada', 'ben', 'cleo', 'dan', 'eva', 'fay'];

/**
 * Simulates six leads: answered, declined once, ignored up to the limit, postponed, closed, screened out. Returns the
 * outcome of each.
 */
async function simulateLeads(baton: VirtualBaton): Promise<Record<string, string>> {
  const ids: Record<string, string> = {};
  for (const name of PEOPLE) {
    ids[name] = await baton.postOne(aDemoRequest(name, name === 'fay' ? { page: '/careers/engineer' } : {}));
    await baton.advance(7 * 60);
  }
  const of = (name: string) => ids[name] ?? '';
  await answerAsOwner(baton, of('ada'), { answer: 'contacted' });
  await answerAsOwner(baton, of('ben'), { answer: 'declined' });
  await answerAsOwner(baton, of('dan'), { answer: 'not_now', until: '2026-12-24T00:00:00.000Z' });
  await answerAsOwner(baton, of('eva'), { answer: 'disqualified', reason: 'no_need' });
  await baton.settle();
  await baton.advance(10 * 60);
  await answerAsOwner(baton, of('ben'), { answer: 'contacted' });
  await baton.advance(12 * HOUR);
  const ends: Record<string, string> = {};
  for (const name of PEOPLE) {
    const { stage, reassignments } = await baton.lead(of(name));
    ends[name] = [
      stage.state,
      'place' in stage ? stage.because : '',
      'outcome' in stage ? stage.outcome : '',
      reassignments,
    ].join(' ');
  }
  await expectInvariants(baton);
  return ends;
}

const EXPECTED_OUTCOMES = {
  ada: 'working   0',
  ben: 'working   0',
  cleo: 'waiting reassign_limit  2',
  dan: 'nurturing   0',
  eva: 'closed  disqualified 0',
  fay: 'closed  screened 0',
};

describe('events dropped, duplicated, delayed and reordered', () => {
  it('gives each lead the expected outcome when nothing goes wrong', async () => {
    expect(await simulateLeads(await aBaton())).toEqual(EXPECTED_OUTCOMES);
  });

  const kinds = ['drop', 'double', 'delay', 'reorder'] as const;
  it.each(EVENT_TYPES.flatMap((type) => kinds.map((kind) => [kind, type] as const)))(
    '%s %s: the same end',
    async (kind, type) => {
      const disorder: DeliveryFaults = { [kind]: [type], random: createSeededRandom(7) };
      expect(await simulateLeads(await aBaton({ disorder }))).toEqual(EXPECTED_OUTCOMES);
    },
  );

  it('has the same outcome when every event of every type is duplicated and reordered', async () => {
    const disorder: DeliveryFaults = { duplicate: EVENT_TYPES, reorder: EVENT_TYPES, random: createSeededRandom(11) };
    expect(await simulateLeads(await aBaton({ disorder }))).toEqual(EXPECTED_OUTCOMES);
  });

  it('has the same outcome when every event is dropped', async () => {
    expect(
      await simulateLeads(await aBaton({ disorder: { drop: EVENT_TYPES, random: createSeededRandom(1) } })),
    ).toEqual(EXPECTED_OUTCOMES);
  });
});

describe('crashes after each effect', () => {
  it('lets the sweep finish what a crashed process started, wherever it crashed', async () => {
    const whole = new ProcessLife();
    await simulateLeads(await aBaton({ wrapDeps: (deps) => ({ ...deps, ...crashAfter(deps, whole) }) }));
    expect(whole.effects).toBeGreaterThan(60);
    for (let effect = 1; effect <= 40; effect += 1) {
      const baton = await aBaton();
      const dying = new VirtualBaton({
        start: baton.now,
        world: baton.deps.world,
        wrapDeps: (deps) => ({ ...deps, ...crashAfter(deps, new ProcessLife(effect)) }),
      });
      await dying.post(aDemoRequest('ada')).catch((error: unknown) => {
        if (!(error instanceof CrashError)) throw error;
      });
      await baton.advance(10 * 60);
      for (const lead of baton.deps.world.leads.values()) expect(lead.stage.state).toBe('assigned');
      await baton.advance(DAY);
      for (const lead of baton.deps.world.leads.values())
        expect(lead.stage).toMatchObject({ state: 'waiting', because: 'reassign_limit' });
      await expectInvariants(baton);
    }
  });

  it('lets the sweep finish a breach, wherever the process that recorded it crashed', async () => {
    for (let effect = 1; effect <= 12; effect += 1) {
      const baton = await aBaton({ switches: { timers: false } });
      const id = await baton.postOne(aDemoRequest('ada'));
      const dying = { ...baton.deps, ...crashAfter(baton.deps, new ProcessLife(effect)) };
      const late = addSeconds(baton.now, 2 * HOUR);
      await takeDueStep(id, late, dying)
        .then(() => assignTeam('sdr', late, dying))
        .then(async () => notifyOwner({ lead: await baton.lead(id) }, late, dying))
        .catch((error: unknown) => {
          if (!(error instanceof CrashError)) throw error;
        });
      await baton.advance(DAY);
      const path = await baton.eventTypesOf(id);
      expect(path.filter((type) => type === 'LeadAssigned')).toHaveLength(3);
      expect(path.filter((type) => type === 'SlaBreached')).toHaveLength(3);
      expect((await baton.lead(id)).stage).toMatchObject({ state: 'waiting', because: 'reassign_limit' });
      await expectInvariants(baton);
    }
  });

  it('loses no lead whose delivery was stored', async () => {
    const baton = await aBaton();
    const deps = createInMemoryDeps(baton.deps.world);
    const dying = new VirtualBaton({
      start: baton.now,
      world: baton.deps.world,
      wrapDeps: () => ({ ...deps, ...crashAfter(deps, new ProcessLife(1)) }),
    });
    await dying.post(aDemoRequest('ada')).catch(() => undefined);
    expect(baton.deps.world.deliveries.size).toBe(1);
    expect(baton.deps.world.leads.size).toBe(0);
    await baton.advance(5 * 60);
    expect(baton.deps.world.leads.size).toBe(1);
  });
});

describe('stores that fail intermittently', () => {
  it.each([1, 2, 3, 4, 5])('gives each lead the expected outcome, seed %i', async (seed) => {
    const random = createSeededRandom(seed);
    const chances = { conflict: 0.1, repeated: 0.1 };
    const baton = await aBaton({
      wrapDeps: (deps) => ({ ...deps, ...injectFaults({ leads: deps.leads, reps: deps.reps }, { chances, random }) }),
    });
    expect(await simulateLeads(baton)).toEqual(EXPECTED_OUTCOMES);
  });
});
