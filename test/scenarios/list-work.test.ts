import { describe, expect, it } from 'vitest';
import { interceptPorts } from '../../shared/adapters/in-memory/ports.ts';
import type { VirtualBaton } from '../../shared/simulation/virtual-baton.ts';
import { assignTeam } from '../../shared/use-cases/assignment/assign-team.ts';
import { sweep } from '../../shared/use-cases/sweep/sweep.ts';
import { aBaton, DAY, HOUR } from './a-baton.ts';
import { importNames } from './a-list.ts';

/** A clock so long that nobody loses a lead to it. */
const PATIENT = { slas: [{ sla: 'rest', firstTouchSeconds: 300 * DAY, ladder: 'soft' }] };

/** Counts the calls to the stores during an action. */
async function countOperations(
  baton: VirtualBaton,
  act: (deps: VirtualBaton['deps']) => Promise<unknown>,
): Promise<number> {
  let count = 0;
  const counted = interceptPorts(baton.deps, ({ run }) => {
    count += 1;
    return run();
  });
  await act(counted);
  return count;
}

describe('the work caused by a waiting import list', () => {
  const waiting = async (count: number) => {
    const baton = await aBaton({ plan: PATIENT });
    await importNames(baton, count);
    await baton.settle();
    return baton;
  };

  it('is the same for a ring, however long the list', async () => {
    const [short, long] = [await waiting(100), await waiting(1000)];
    const ring = (baton: VirtualBaton) => countOperations(baton, (deps) => assignTeam('sdr', baton.now, deps));
    const few = await ring(short);
    expect(await ring(long)).toBe(few);
    expect(few).toBeLessThan(12);
  });

  it('is bounded for a ring that assigns the leads of the day', async () => {
    const first = async (count: number) => {
      const baton = await aBaton({ plan: PATIENT, switches: { doorbell: false } });
      await importNames(baton, count);
      await baton.settle();
      return countOperations(baton, (deps) => assignTeam('sdr', baton.now, deps));
    };
    const few = await first(100);
    expect(await first(1000)).toBe(few);
    expect(few).toBeLessThan(150);
  });

  it('is bounded for a run of the sweep, and falls due spread over days', async () => {
    const baton = await waiting(1000);
    const hours = Map.groupBy([...baton.deps.world.dueDates.values()], (at) => at.slice(0, '2026-11-23T09'.length));
    expect(Math.max(...[...hours.values()].map(({ length }) => length))).toBeLessThan(35);
    await baton.advance(DAY + 6 * HOUR);
    const limits = { cap: 200, headStartSeconds: 5, recyclingHeadStartSeconds: 5 };
    for (let look = 0; look < 6; look += 1) {
      expect((await baton.deps.leads.dueInImportLists(baton.now, 1000)).length).toBeLessThan(20);
      expect(await countOperations(baton, (deps) => sweep(baton.now, limits, deps))).toBeLessThan(270);
      await baton.advance(HOUR);
    }
  });
});
