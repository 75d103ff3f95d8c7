import { describe, expect, it } from 'vitest';
import { InMemoryPlanStore } from '../../../shared/adapters/in-memory/in-memory-plan-store.ts';
import { createWorld } from '../../../shared/adapters/in-memory/in-memory-world.ts';
import { CachedPlanStore } from '../../../shared/adapters/in-process/cached-plan-store.ts';
import { aDraft } from '../../support/builders/plan.ts';
import { planStoreContract } from '../contracts/plan-store-contract.ts';

/** A cached store of 10 seconds over a store that somebody else uses too. */
async function twoPublished() {
  const time = { now: 0 };
  const others = new InMemoryPlanStore(createWorld());
  const plans = new CachedPlanStore({ store: others, ttlMilliseconds: 10_000, clock: () => time.now });
  await plans.publish(aDraft());
  await plans.publish(aDraft({ text: 'plan: second' }));
  return { time, others, plans };
}

describe('with a cache', () => {
  planStoreContract(
    async () =>
      new CachedPlanStore({ store: new InMemoryPlanStore(createWorld()), ttlMilliseconds: 10_000, clock: () => 0 }),
  );
});

describe('a plan store with a cache', () => {
  it('uses the active plan for as long as the TTL after somebody else activated another', async () => {
    const { time, others, plans } = await twoPublished();
    await others.activate(1);
    expect((await plans.active())?.version).toBe(1);
    await others.activate(2);
    time.now = 9_999;
    expect((await plans.active())?.version).toBe(1);
    time.now = 10_000;
    expect((await plans.active())?.version).toBe(2);
  });

  it('reads again when a fresh answer is asked for, and keeps that', async () => {
    const { others, plans } = await twoPublished();
    await others.activate(1);
    await plans.active();
    await others.activate(2);
    expect((await plans.active({ fresh: true }))?.version).toBe(2);
    expect((await plans.active())?.version).toBe(2);
  });

  it('finds the first active plan at once', async () => {
    const { others, plans } = await twoPublished();
    expect(await plans.active()).toBeUndefined();
    await others.activate(1);
    expect((await plans.active())?.version).toBe(1);
  });
});
