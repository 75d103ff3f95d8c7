import { describe, expect, it } from 'vitest';
import { InMemoryDoorbell } from '../../shared/adapters/in-memory/in-memory-doorbell.ts';
import { InMemoryLeadStore } from '../../shared/adapters/in-memory/in-memory-lead-store.ts';
import { createWorld } from '../../shared/adapters/in-memory/in-memory-world.ts';
import { createSeededRandom } from '../../shared/simulation/seeded-random.ts';
import { aLead, aStoredLead, commitOrThrow } from './builders/lead.ts';
import { minutesAfterMonday } from './builders/moment.ts';
import { closeLead, receiveLead, routeToTeam } from './builders/moves.ts';
import { delayDueIndex, type FaultRates, InjectedFault, injectFaults, rejectLeads } from './fault-injection.ts';

function aStore(chances: FaultRates, random = () => 0) {
  const world = createWorld();
  const doorbell = new InMemoryDoorbell();
  const leads = new InMemoryLeadStore(world);
  return { world, calm: leads, bell: doorbell, ...injectFaults({ leads, doorbell }, { chances, random }) };
}

describe('ports with faults', () => {
  it('throttled: nothing happens and the caller gets an error', async () => {
    const { leads, world } = aStore({ throttled: 1 });
    await expect(leads.commit({ transitions: [receiveLead()] })).rejects.toThrow(InjectedFault);
    expect(world.outbox).toEqual([]);
  });

  it('reply lost: it happens but the caller gets an error', async () => {
    const { leads, calm, world } = aStore({ lostReply: 1 });
    const change = receiveLead();
    await expect(leads.commit({ transitions: [change] })).rejects.toThrow(InjectedFault);
    expect(world.outbox).toEqual([change.event]);
    expect(await calm.commit({ transitions: [change] })).toEqual({ outcome: 'done' });
  });

  it('repeated: the second attempt finds the first and returns done', async () => {
    const { leads, world, doorbell, bell } = aStore({ repeated: 1 });
    expect(await leads.commit({ transitions: [receiveLead()] })).toEqual({ outcome: 'done' });
    expect(world.outbox).toHaveLength(1);
    await doorbell.ring('sdr');
    expect(bell.rings).toEqual(['sdr', 'sdr']);
  });

  it('conflict: another ready writer comes first', async () => {
    const { leads, calm } = aStore({ conflict: 1 });
    const lead = await aStoredLead(calm, 'received');
    const late = leads.commit({ transitions: [routeToTeam(lead)] });
    const early = calm.commit({ transitions: [closeLead(lead)] });
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
      const { leads } = aStore({ throttled: 0.25 }, createSeededRandom(7));
      const told: boolean[] = [];
      for (let lead = 0; lead < 200; lead += 1) {
        const commit = leads.commit({ transitions: [receiveLead()] });
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
    const store = new InMemoryLeadStore(createWorld());
    const [good, bad] = [receiveLead(), receiveLead()];
    const leads = rejectLeads(store, new Set([bad.after.id]));
    expect(await leads.commit({ transitions: [good, bad] })).toEqual({ outcome: 'invalid' });
    expect(await leads.load(good.after.id)).toBeUndefined();
    expect(await leads.commit({ transitions: [good] })).toEqual({ outcome: 'done' });
    expect(await leads.load(good.after.id)).toEqual(good.after);
  });
});

describe('a lagging due index', () => {
  const lateLeads = async (operations: number) => {
    const leads = delayDueIndex(new InMemoryLeadStore(createWorld()), operations);
    const due = async () => (await leads.due(minutesAfterMonday(99), 10)).map(({ lead }) => lead);
    return { leads, due };
  };

  it('lists a new lead only later', async () => {
    const { leads, due } = await lateLeads(1);
    const lead = await commitOrThrow(leads, receiveLead());
    expect(await due()).toEqual([]);
    expect(await due()).toEqual([lead.id]);
  });

  it('still lists a lead that was just closed', async () => {
    const { leads, due } = await lateLeads(1);
    const lead = await commitOrThrow(leads, receiveLead());
    await due();
    await commitOrThrow(leads, closeLead(lead));
    expect(await due()).toEqual([lead.id]);
    expect((await leads.load(lead.id))?.dueAt).toBeUndefined();
    expect(await due()).toEqual([]);
  });

  it('lags for a window of dates as well', async () => {
    const { leads } = await lateLeads(1);
    const lead = await commitOrThrow(leads, receiveLead());
    const window = { after: minutesAfterMonday(0), before: minutesAfterMonday(1) };
    expect(await leads.dueBetween(window, 10)).toEqual([]);
    expect((await leads.dueBetween(window, 10)).map((due) => due.lead)).toEqual([lead.id]);
    expect(await leads.dueBetween({ ...window, after: minutesAfterMonday(1) }, 10)).toEqual([]);
  });

  it('respects the limit and the due date', async () => {
    const { leads, due } = await lateLeads(0);
    for (let lead = 0; lead < 3; lead += 1) await commitOrThrow(leads, receiveLead());
    expect(await due()).toHaveLength(3);
    expect(await leads.due(minutesAfterMonday(99), 2)).toHaveLength(2);
    expect(await leads.due(minutesAfterMonday(0), 10)).toEqual([]);
    expect(aLead('received').dueAt).toBe(minutesAfterMonday(1));
  });
});
