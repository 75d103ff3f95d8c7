import { describe, expect, it } from 'vitest';
import { MemoryDoorbell } from '../../shared/adapters/in-memory/in-memory-doorbell.ts';
import { MemoryLeadStore } from '../../shared/adapters/in-memory/in-memory-lead-store.ts';
import { emptyWorld } from '../../shared/adapters/in-memory/in-memory-world.ts';
import { aLead, aStoredLead, commitDone } from './builders/lead.ts';
import { minutes } from './builders/moment.ts';
import { closed, received, routed } from './builders/moves.ts';
import { type Chances, lagging, Unavailable, unruly, withBadLeads } from './fault-injection.ts';
import { seededRandom } from './seeded-random.ts';

function aStore(chances: Chances, random = () => 0) {
  const world = emptyWorld();
  const doorbell = new MemoryDoorbell();
  const leads = new MemoryLeadStore(world);
  return { world, calm: leads, bell: doorbell, ...unruly({ leads, doorbell }, { chances, random }) };
}

describe('ports with faults', () => {
  it('throttled: nothing happens and the caller gets an error', async () => {
    const { leads, world } = aStore({ throttled: 1 });
    await expect(leads.commit({ transitions: [received()] })).rejects.toThrow(Unavailable);
    expect(world.outbox).toEqual([]);
  });

  it('reply lost: it happens but the caller gets an error', async () => {
    const { leads, calm, world } = aStore({ lostReply: 1 });
    const change = received();
    await expect(leads.commit({ transitions: [change] })).rejects.toThrow(Unavailable);
    expect(world.outbox).toEqual([change.event]);
    expect(await calm.commit({ transitions: [change] })).toEqual({ outcome: 'done' });
  });

  it('repeated: the second attempt finds the first and returns done', async () => {
    const { leads, world, doorbell, bell } = aStore({ repeated: 1 });
    expect(await leads.commit({ transitions: [received()] })).toEqual({ outcome: 'done' });
    expect(world.outbox).toHaveLength(1);
    await doorbell.ring('sdr');
    expect(bell.rung).toEqual(['sdr', 'sdr']);
  });

  it('conflict: another ready writer comes first', async () => {
    const { leads, calm } = aStore({ conflict: 1 });
    const lead = await aStoredLead(calm, 'received');
    const late = leads.commit({ transitions: [routed(lead)] });
    const early = calm.commit({ transitions: [closed(lead)] });
    expect(await early).toEqual({ outcome: 'done' });
    expect(await late).toEqual({ outcome: 'stale', lead: lead.id });
  });

  it('reads have no faults', async () => {
    const { leads, calm } = aStore({ throttled: 1 });
    const lead = await aStoredLead(calm, 'received');
    expect(await leads.load(lead.id)).toEqual(lead);
  });

  it('the same seed produces the same faults, with the given probabilities', async () => {
    const run = async () => {
      const { leads } = aStore({ throttled: 0.25 }, seededRandom(7));
      const told: boolean[] = [];
      for (let lead = 0; lead < 200; lead += 1) {
        const commit = leads.commit({ transitions: [received()] });
        told.push(await commit.then(() => true).catch(() => false));
      }
      return told;
    };
    const first = await run();
    expect(await run()).toEqual(first);
    const throttled = first.filter((done) => !done).length;
    expect(throttled).toBeGreaterThan(30);
    expect(throttled).toBeLessThan(70);
  });
});

describe('a store with bad leads', () => {
  it('rejects commits that contain them and no others', async () => {
    const store = new MemoryLeadStore(emptyWorld());
    const [good, bad] = [received(), received()];
    const leads = withBadLeads(store, new Set([bad.after.id]));
    expect(await leads.commit({ transitions: [good, bad] })).toEqual({ outcome: 'invalid' });
    expect(await leads.load(good.after.id)).toBeUndefined();
    expect(await leads.commit({ transitions: [good] })).toEqual({ outcome: 'done' });
    expect(await leads.load(good.after.id)).toEqual(good.after);
  });
});

describe('a lagging due index', () => {
  const lateLeads = async (operations: number) => {
    const leads = lagging(new MemoryLeadStore(emptyWorld()), operations);
    const due = async () => (await leads.due(minutes(99), 10)).map(({ lead }) => lead);
    return { leads, due };
  };

  it('lists a new lead only later', async () => {
    const { leads, due } = await lateLeads(1);
    const lead = await commitDone(leads, received());
    expect(await due()).toEqual([]);
    expect(await due()).toEqual([lead.id]);
  });

  it('still lists a lead that was just closed', async () => {
    const { leads, due } = await lateLeads(1);
    const lead = await commitDone(leads, received());
    await due();
    await commitDone(leads, closed(lead));
    expect(await due()).toEqual([lead.id]);
    expect((await leads.load(lead.id))?.dueAt).toBeUndefined();
    expect(await due()).toEqual([]);
  });

  it('respects the limit and the due date', async () => {
    const { leads, due } = await lateLeads(0);
    for (let lead = 0; lead < 3; lead += 1) await commitDone(leads, received());
    expect(await due()).toHaveLength(3);
    expect(await leads.due(minutes(99), 2)).toHaveLength(2);
    expect(await leads.due(minutes(0), 10)).toEqual([]);
    expect(aLead('received').dueAt).toBe(minutes(1));
  });
});
