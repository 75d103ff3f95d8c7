import { describe, expect, it } from 'vitest';
import type { InMemoryDeps } from '../../shared/adapters/in-memory/in-memory-deps.ts';
import { addSeconds } from '../../shared/domain/instant.ts';
import type { VirtualBaton, VirtualBatonOptions } from '../../shared/simulation/virtual-baton.ts';
import { assignManually } from '../../shared/use-cases/assignment/assign-manually.ts';
import type { ContactIdentifier } from '../../shared/use-cases/privacy/resolve-contact.ts';
import { aRecycling } from '../support/builders/plan.ts';
import { interruptStores } from '../support/interrupted.ts';
import { aBaton, aDemoRequest, answerAsOwner, DAY, HOUR } from './a-baton.ts';
import { expectInvariants } from './invariants.ts';
import { aSilencer, NORA, WAYS_TO_NAME_NORA } from './silent-people.ts';

const STORES = ['leads', 'reps', 'plans', 'deliveries', 'notifier', 'doNotContact'] as const;

interface Interruption {
  readonly before: () => Promise<void>;
  readonly happened: () => boolean;
}

/** Runs something once, at the call with this number. */
function atCall(number: number, run: () => Promise<unknown>): Interruption {
  let calls = 0;
  return {
    before: async () => {
      calls += 1;
      if (calls === number) await run();
    },
    happened: () => calls >= number,
  };
}

/** Returns the same dependencies with an index that knows none of the leads yet: it may lag. */
function lagging<Some extends Pick<InMemoryDeps, 'leads'>>(deps: Some): Some {
  const leads = new Proxy(deps.leads, {
    get(target, method) {
      if (method === 'list') return async () => ({ items: [] });
      const member: unknown = Reflect.get(target, method, target);
      return typeof member === 'function' ? member.bind(target) : member;
    },
  });
  return { ...deps, leads };
}

interface Run {
  readonly baton: VirtualBaton;
  readonly silencer: ReturnType<typeof aSilencer>;
}

/** Expects that the newest lead has ended, that whoever heard of it since was told so, and that nothing follows. */
async function expectEnded({ baton, silencer }: Run): Promise<void> {
  await baton.settle();
  await baton.advance(HOUR);
  const lead = [...baton.deps.world.leads.values()].at(-1);
  expect(lead?.stage).toMatchObject({ state: 'closed', outcome: 'do_not_contact' });
  const occasions = silencer.occasionsSince(lead?.id ?? '');
  expect(occasions.slice(-1)).toEqual(occasions.length === 0 ? [] : ['do_not_contact']);
  await expectInvariants(baton);
}

/** Runs something interrupted at its first call, then at its second, and so on. Returns how many calls it has. */
async function interruptEverywhere(run: (at: (other: () => Promise<unknown>) => Interruption) => Promise<Run>) {
  for (let number = 1; ; number += 1) {
    let interruption: Interruption | undefined;
    const ran = await run((other) => {
      interruption = atCall(number, other);
      return interruption;
    });
    if (!interruption?.happened()) return number - 1;
    await expectEnded(ran);
  }
}

/** A Baton whose stores are interrupted from `start` on, and the list over the same stores without interruptions. */
async function anInterruptedBaton(
  at: (other: () => Promise<unknown>) => Interruption,
  who: ContactIdentifier,
  options: Pick<VirtualBatonOptions, 'switches' | 'recyclingIntervalSeconds'> = {},
) {
  let isStarted = false;
  const point = at(() => silencer.suppress(who));
  let calm: InMemoryDeps | undefined;
  const baton = await aBaton({
    plan: { recycling: aRecycling() },
    ...options,
    wrapDeps: (deps) => {
      calm = deps;
      return interruptStores(deps, STORES, async () => (isStarted ? point.before() : undefined));
    },
  });
  const silencer = aSilencer(baton, calm && lagging(calm));
  return {
    baton,
    silencer,
    start: () => {
      isStarted = true;
    },
  };
}

describe('whoever is entered in the list is not contacted, at whatever moment', () => {
  it.each(WAYS_TO_NAME_NORA)('their lead comes to a rep: %j', async (who) => {
    const calls = await interruptEverywhere(async (at) => {
      const { baton, silencer, start } = await anInterruptedBaton(at, who);
      start();
      await baton.postOne(NORA);
      return { baton, silencer };
    });
    expect(calls).toBeGreaterThan(30);
  });

  it.each(WAYS_TO_NAME_NORA)('their lead returns from nurture: %j', async (who) => {
    const calls = await interruptEverywhere(async (at) => {
      // Each run of the sweep would be as many moments again, at which nothing happens to this lead.
      const rare = { switches: { sweep: false }, recyclingIntervalSeconds: DAY };
      const { baton, silencer, start } = await anInterruptedBaton(at, who, rare);
      const id = await baton.postOne(NORA);
      await answerAsOwner(baton, id, { answer: 'not_now', reason: 'later', until: addSeconds(baton.now, 2 * DAY) });
      await baton.advance(2 * DAY - 60);
      expect((await baton.lead(id)).stage.state).toBe('nurturing');
      start();
      await baton.advance(2 * 60);
      return { baton, silencer };
    });
    expect(calls).toBeGreaterThan(30);
  });

  it.each(WAYS_TO_NAME_NORA)('somebody assigns their lead by hand: %j', async (who) => {
    const calls = await interruptEverywhere(async (at) => {
      const { baton, silencer, start } = await anInterruptedBaton(at, who);
      const id = await baton.postOne(NORA);
      const { accountable } = await baton.lead(id);
      start();
      const rep = accountable === 'kim' ? 'lea' : 'kim';
      await assignManually({ leadId: id, epoch: 1, rep, overCap: false, by: 'dana', now: baton.now }, baton.deps);
      return { baton, silencer };
    });
    expect(calls).toBeGreaterThan(5);
  });

  it('their lead learns the number nobody may call', async () => {
    const calls = await interruptEverywhere(async (at) => {
      const { baton, silencer, start } = await anInterruptedBaton(at, { by: 'number', phone: NORA.phone });
      await baton.postOne({ ...NORA, phone: undefined });
      start();
      await baton.post({ ...NORA, message: 'with my number' });
      return { baton, silencer };
    });
    expect(calls).toBeGreaterThan(10);
  });

  it.each(WAYS_TO_NAME_NORA)('their form comes while the entry is made, and the index lags: %j', async (who) => {
    const calls = await interruptEverywhere(async (at) => {
      const baton = await aBaton();
      const point = at(() => baton.postOne(NORA));
      const silencer = aSilencer(baton, interruptStores(lagging(baton.deps), STORES, point.before));
      await silencer.suppress(who);
      return { baton, silencer };
    });
    expect(calls).toBeGreaterThan(5);
  });

  it.each(WAYS_TO_NAME_NORA)(
    'a slot becomes free for their lead while the entry is made, and the index lags: %j',
    async (who) => {
      const calls = await interruptEverywhere(async (at) => {
        const baton = await aBaton({ reps: [{ id: 'kim', cap: { open: 1 } }] });
        const other = await baton.postOne(aDemoRequest('zoe'));
        const point = at(async () => {
          await answerAsOwner(baton, other, { answer: 'disqualified', reason: 'no_need' });
          await baton.settle();
        });
        const id = await baton.postOne(NORA);
        expect((await baton.lead(id)).stage.state).toBe('waiting');
        const silencer = aSilencer(baton, interruptStores(lagging(baton.deps), STORES, point.before));
        await silencer.suppress(who);
        return { baton, silencer };
      });
      expect(calls).toBeGreaterThan(5);
    },
  );
});
