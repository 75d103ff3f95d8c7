import { describe, expect, it } from 'vitest';
import { InMemoryDoorbell } from '../../shared/adapters/in-memory/in-memory-doorbell.ts';
import { InMemoryLeadStore } from '../../shared/adapters/in-memory/in-memory-lead-store.ts';
import { createWorld } from '../../shared/adapters/in-memory/in-memory-world.ts';
import { receiveLead } from './builders/moves.ts';
import { CrashError, crashAfter, ProcessLife } from './crash-after.ts';

/** A process with three effects and a read in between. */
async function runProcess(life: ProcessLife) {
  const world = createWorld();
  const doorbell = new InMemoryDoorbell();
  const ports = crashAfter({ leads: new InMemoryLeadStore(world), doorbell, own: 7 }, life);
  const change = receiveLead();
  let killed = false;
  try {
    await ports.leads.commit({ transitions: [change] });
    await ports.leads.load(change.after.id);
    await ports.doorbell.ring('sdr');
    await ports.doorbell.ring('ae');
  } catch (error) {
    killed = error instanceof CrashError;
  }
  return { committed: world.outbox.length, rung: doorbell.rings, killed, ports, change };
}

describe('a crashing process', () => {
  it('counts effects, not reads, while it lives', async () => {
    const life = new ProcessLife();
    const { killed, rung, ports } = await runProcess(life);
    expect([killed, life.effects, life.isOver]).toEqual([false, 3, false]);
    expect(rung).toEqual(['sdr', 'ae']);
    expect(ports.own).toBe(7);
  });

  it.each([
    [0, 0, []],
    [1, 1, []],
    [2, 1, ['sdr']],
    [3, 1, ['sdr', 'ae']],
  ])('crashing after effect %i has completed that one and no more', async (last, committed, rung) => {
    const done = await runProcess(new ProcessLife(last));
    expect([done.killed, done.committed, done.rung]).toEqual([true, committed, rung]);
  });

  it('does nothing more after the crash, even if it caught the error', async () => {
    const { ports, change, rung } = await runProcess(new ProcessLife(1));
    await expect(ports.leads.load(change.after.id)).rejects.toThrow(CrashError);
    await expect(ports.doorbell.ring('sdr')).rejects.toThrow(CrashError);
    expect(rung).toEqual([]);
  });
});
