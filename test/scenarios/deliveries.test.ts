import { describe, expect, it } from 'vitest';
import type { InMemoryDeps } from '../../shared/adapters/in-memory/in-memory-deps.ts';
import { addSeconds } from '../../shared/domain/instant.ts';
import { aBaton, aDemoRequest, answerAsOwner, DAY } from './a-baton.ts';
import { expectInvariants } from './invariants.ts';

/** Ports that fail to save any lead of these people while `broken` returns true. */
function failForLeadsOf(names: readonly string[], broken: () => boolean) {
  return (deps: InMemoryDeps): InMemoryDeps => ({
    ...deps,
    personKeys: async (person) => {
      if (broken() && names.some((name) => person.email?.startsWith(name))) throw new Error('no key for this one');
      return deps.personKeys(person);
    },
  });
}

describe('a stored delivery', () => {
  it('is accepted although its leads could not be created, and they are created later', async () => {
    let broken = true;
    const baton = await aBaton({ wrapDeps: failForLeadsOf(['ada'], () => broken) });
    const received = await baton.post(aDemoRequest('ada'));
    expect(received).toMatchObject({ outcome: 'kept', leads: [] });
    broken = false;
    await baton.advance(150);
    expect([...baton.deps.world.leads.values()].map(({ stage }) => stage.state)).toEqual(['assigned']);
    await expectInvariants(baton);
  });

  it('creates all other leads when one of its leads cannot be created', async () => {
    let broken = true;
    const baton = await aBaton({ wrapDeps: failForLeadsOf(['ada'], () => broken) });
    const received = await baton.post(['ada', 'ben', 'cleo'].map((name) => aDemoRequest(name)));
    expect(received).toMatchObject({ outcome: 'kept', leads: [expect.any(String), expect.any(String)] });
    broken = false;
    await baton.advance(150);
    expect(baton.deps.world.leads.size).toBe(3);
    const [delivery] = [...baton.deps.world.deliveries.values()];
    expect(delivery?.status).toMatchObject({ status: 'done' });
    await expectInvariants(baton);
  });

  it('creates all other leads although many of its leads can never be created', async () => {
    const bad = Array.from({ length: 12 }, (_, at) => `bad${at}`);
    const baton = await aBaton({ wrapDeps: failForLeadsOf(['bad'], () => true) });
    await baton.post([...bad, 'ben', 'cleo'].map((name) => aDemoRequest(name)));
    await baton.advance(3 * 3600);
    expect(baton.deps.world.leads.size).toBe(2);
    const [delivery] = [...baton.deps.world.deliveries.values()];
    expect(delivery?.status).toMatchObject({ status: 'quarantined', problem: 'too_many_attempts' });
  });

  it('stops early when nothing can be saved at all', async () => {
    let asked = 0;
    const baton = await aBaton({
      wrapDeps: (deps) => ({
        ...deps,
        personKeys: async () => {
          asked += 1;
          throw new Error('everything is down');
        },
      }),
    });
    await baton.post(Array.from({ length: 50 }, (_, index) => aDemoRequest(`lead${index}`)));
    expect(asked).toBeLessThan(10);
  });
});

describe('the same content again', () => {
  it('is the same submission within days, as when a sender retries', async () => {
    const baton = await aBaton();
    const id = await baton.postOne(aDemoRequest());
    baton.now = addSeconds(baton.now, 6 * DAY);
    expect(await baton.postOne(aDemoRequest())).toBe(id);
    expect((await baton.lead(id)).touchpoints).toHaveLength(1);
  });

  it('is a new request half a year later: a touchpoint of an open lead, a new lead after a closed one', async () => {
    const baton = await aBaton({ switches: { sweep: false, timers: false } });
    const id = await baton.postOne(aDemoRequest());
    await answerAsOwner(baton, id, { answer: 'contacted' });
    baton.now = addSeconds(baton.now, 180 * DAY);
    expect(await baton.postOne(aDemoRequest())).toBe(id);
    expect((await baton.lead(id)).touchpoints).toHaveLength(2);
    await answerAsOwner(baton, id, { answer: 'disqualified', reason: 'no_need' });
    baton.now = addSeconds(baton.now, 180 * DAY);
    const next = await baton.postOne(aDemoRequest());
    expect(next).not.toBe(id);
    expect((await baton.lead(next)).stage.state).toBe('assigned');
    await expectInvariants(baton);
  });

  it('is always the same submission when the sender supplies its own id', async () => {
    const baton = await aBaton({ switches: { sweep: false, timers: false } });
    const withId = aDemoRequest('ada', { submission_id: 'entry-17' });
    const id = await baton.postOne(withId);
    await answerAsOwner(baton, id, { answer: 'disqualified', reason: 'no_need' });
    baton.now = addSeconds(baton.now, 180 * DAY);
    expect(await baton.postOne(withId)).toBe(id);
  });
});
