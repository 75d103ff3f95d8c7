import { describe, expect, it } from 'vitest';
import type { Disorder } from '../../shared/adapters/in-memory/event-courier.ts';
import { memoryDeps } from '../../shared/adapters/in-memory/in-memory-deps.ts';
import { addSeconds } from '../../shared/domain/instant.ts';
import { EVENT_TYPES } from '../../shared/domain/lead/events.ts';
import { VirtualBaton } from '../../shared/simulation/virtual-baton.ts';
import { assignTeam } from '../../shared/use-cases/assignment/assign-team.ts';
import { takeDueStep } from '../../shared/use-cases/follow-up/take-due-step.ts';
import { notifyOwner } from '../../shared/use-cases/notifications/notify-rep.ts';
import { Killed, Life, mortal } from '../support/crash-after.ts';
import { unruly } from '../support/fault-injection.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { aBaton, aDemoRequest, DAY, HOUR, ownerAnswers } from './a-baton.ts';
import { expectInvariants } from './invariants.ts';

const PEOPLE = ['ada', 'ben', 'cleo', 'dan', 'eva', 'fay'];

/**
 * Simulates six leads: answered, declined once, ignored up to the limit, postponed, closed, screened out. Returns the
 * outcome of each.
 */
async function play(baton: VirtualBaton): Promise<Record<string, string>> {
  const ids: Record<string, string> = {};
  for (const name of PEOPLE) {
    ids[name] = await baton.postOne(aDemoRequest(name, name === 'fay' ? { page: '/careers/engineer' } : {}));
    await baton.advance(7 * 60);
  }
  const of = (name: string) => ids[name] ?? '';
  await ownerAnswers(baton, of('ada'), { answer: 'contacted' });
  await ownerAnswers(baton, of('ben'), { answer: 'declined' });
  await ownerAnswers(baton, of('dan'), { answer: 'not_now', until: '2026-12-24T00:00:00.000Z' });
  await ownerAnswers(baton, of('eva'), { answer: 'disqualified', reason: 'no_need' });
  await baton.settle();
  await baton.advance(10 * 60);
  await ownerAnswers(baton, of('ben'), { answer: 'contacted' });
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

const ORDERLY = {
  ada: 'working   0',
  ben: 'working   0',
  cleo: 'waiting reassign_limit  2',
  dan: 'nurturing   0',
  eva: 'closed  disqualified 0',
  fay: 'closed  screened 0',
};

describe('events dropped, duplicated, delayed and reordered', () => {
  it('gives each lead the expected outcome when nothing goes wrong', async () => {
    expect(await play(await aBaton())).toEqual(ORDERLY);
  });

  const kinds = ['drop', 'double', 'delay', 'reorder'] as const;
  it.each(EVENT_TYPES.flatMap((type) => kinds.map((kind) => [kind, type] as const)))(
    '%s %s: the same end',
    async (kind, type) => {
      const disorder: Disorder = { [kind]: [type], random: seededRandom(7) };
      expect(await play(await aBaton({ disorder }))).toEqual(ORDERLY);
    },
  );

  it('has the same outcome when every event of every type is duplicated and reordered', async () => {
    const disorder: Disorder = { double: EVENT_TYPES, reorder: EVENT_TYPES, random: seededRandom(11) };
    expect(await play(await aBaton({ disorder }))).toEqual(ORDERLY);
  });

  it('has the same outcome when every event is dropped', async () => {
    expect(await play(await aBaton({ disorder: { drop: EVENT_TYPES, random: seededRandom(1) } }))).toEqual(ORDERLY);
  });
});

describe('crashes after each effect', () => {
  it('lets the sweep finish what a crashed process started, wherever it crashed', async () => {
    const whole = new Life();
    await play(await aBaton({ troubled: (deps) => ({ ...deps, ...mortal(deps, whole) }) }));
    expect(whole.effects).toBeGreaterThan(60);
    for (let effect = 1; effect <= 40; effect += 1) {
      const baton = await aBaton();
      const dying = new VirtualBaton({
        start: baton.now,
        world: baton.deps.world,
        troubled: (deps) => ({ ...deps, ...mortal(deps, new Life(effect)) }),
      });
      await dying.post(aDemoRequest('ada')).catch((error: unknown) => {
        if (!(error instanceof Killed)) throw error;
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
      const dying = { ...baton.deps, ...mortal(baton.deps, new Life(effect)) };
      const late = addSeconds(baton.now, 2 * HOUR);
      await takeDueStep(id, late, dying)
        .then(() => assignTeam('sdr', late, dying))
        .then(() => notifyOwner(id, late, dying))
        .catch((error: unknown) => {
          if (!(error instanceof Killed)) throw error;
        });
      await baton.advance(DAY);
      const path = await baton.path(id);
      expect(path.filter((type) => type === 'LeadAssigned')).toHaveLength(3);
      expect(path.filter((type) => type === 'SlaBreached')).toHaveLength(3);
      expect((await baton.lead(id)).stage).toMatchObject({ state: 'waiting', because: 'reassign_limit' });
      await expectInvariants(baton);
    }
  });

  it('loses no lead whose delivery was stored', async () => {
    const baton = await aBaton();
    const deps = memoryDeps(baton.deps.world);
    const dying = new VirtualBaton({
      start: baton.now,
      world: baton.deps.world,
      troubled: () => ({ ...deps, ...mortal(deps, new Life(1)) }),
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
    const random = seededRandom(seed);
    const chances = { conflict: 0.1, repeated: 0.1 };
    const baton = await aBaton({
      troubled: (deps) => ({ ...deps, ...unruly({ leads: deps.leads, reps: deps.reps }, { chances, random }) }),
    });
    expect(await play(baton)).toEqual(ORDERLY);
  });
});
