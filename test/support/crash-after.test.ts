import { describe, expect, it } from 'vitest';
import { MemoryDoorbell } from '../../shared/adapters/in-memory/in-memory-doorbell.ts';
import { MemoryLeadStore } from '../../shared/adapters/in-memory/in-memory-lead-store.ts';
import { emptyWorld } from '../../shared/adapters/in-memory/in-memory-world.ts';
import { received } from './builders/moves.ts';
import { Killed, Life, mortal } from './crash-after.ts';

/** A process with three effects and a read in between. */
async function work(life: Life) {
  const world = emptyWorld();
  const doorbell = new MemoryDoorbell();
  const ports = mortal({ leads: new MemoryLeadStore(world), doorbell, own: 7 }, life);
  const change = received();
  let killed = false;
  try {
    await ports.leads.commit({ transitions: [change] });
    await ports.leads.load(change.after.id);
    await ports.doorbell.ring('sdr');
    await ports.doorbell.ring('ae');
  } catch (error) {
    killed = error instanceof Killed;
  }
  return { committed: world.outbox.length, rung: doorbell.rung, killed, ports, change };
}

describe('a crashing process', () => {
  it('counts effects, not reads, while it lives', async () => {
    const life = new Life();
    const { killed, rung, ports } = await work(life);
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
    const done = await work(new Life(last));
    expect([done.killed, done.committed, done.rung]).toEqual([true, committed, rung]);
  });

  it('does nothing more after the crash, even if it caught the error', async () => {
    const { ports, change, rung } = await work(new Life(1));
    await expect(ports.leads.load(change.after.id)).rejects.toThrow(Killed);
    await expect(ports.doorbell.ring('sdr')).rejects.toThrow(Killed);
    expect(rung).toEqual([]);
  });
});
