import { describe, expect, it } from 'vitest';
import type { Commit } from '../../shared/ports/lead-store.ts';
import { assignDueInImportLists } from '../../shared/use-cases/assignment/assign-lists.ts';
import { assignTeam } from '../../shared/use-cases/assignment/assign-team.ts';
import { sweep } from '../../shared/use-cases/sweep/sweep.ts';
import { aPlan } from '../support/builders/plan.ts';
import { replaceMethods } from '../support/builders/replaced.ts';
import { aBaton, aDemoRequest, DAY, postMany } from './a-baton.ts';
import { aListSource, importNames } from './a-list.ts';

const LIMITS = { cap: 20, headStartSeconds: 5, recyclingHeadStartSeconds: 1800 };

/** Two import lists, the first with a single lead; none has been offered yet. */
async function twoLists() {
  const baton = await aBaton({ switches: { doorbell: false, sweep: false } });
  const source = aListSource({ id: 'another-show', key: 'key-of-another' });
  const [bad = ''] = await importNames(baton, 1, { source });
  const names = await importNames(baton, 3, { name: (index) => ({ email: `good${index}@show.example` }) });
  await baton.settle();
  const expectGiven = async () => {
    for (const id of names) expect((await baton.lead(id)).stage.state).toBe('assigned');
    expect((await baton.lead(bad)).stage.state).toBe('waiting');
  };
  return { baton, bad, names, expectGiven };
}

describe('an import list with a lead that fails', () => {
  it('does not block the turn of another list when its row cannot be read', async () => {
    const { baton, bad, expectGiven } = await twoLists();
    const { leads } = baton.deps;
    const load = async (id: string) => {
      if (id === bad) throw new Error('unreadable_row');
      return leads.load(id);
    };
    const loadMany = async (ids: readonly string[]) => {
      for (const id of ids) await load(id);
      return leads.loadMany(ids);
    };
    await assignTeam('sdr', baton.now, { ...baton.deps, leads: replaceMethods(leads, { load, loadMany }) });
    await expectGiven();
  });

  it('does not block the turn of another list when it cannot be saved, on a ring and on its own date', async () => {
    for (const act of ['ring', 'date'] as const) {
      const { baton, bad, names, expectGiven } = await twoLists();
      const { leads } = baton.deps;
      const commit = async (change: Commit) => {
        if (change.transitions.some(({ after }) => after.id === bad)) throw new Error('unsaveable');
        return leads.commit(change);
      };
      const deps = { ...baton.deps, leads: replaceMethods(leads, { commit }) };
      const acted =
        act === 'ring'
          ? assignTeam('sdr', baton.now, deps)
          : assignDueInImportLists(await leads.loadMany([bad, ...names]), baton.now, deps);
      await expect(acted).rejects.toThrow('unsaveable');
      await expectGiven();
    }
  });
});

describe('the sweep', () => {
  it('reports how late a stuck import list is, separately from all other leads', async () => {
    const baton = await aBaton({ switches: { doorbell: false, sweep: false } });
    await importNames(baton, 3);
    await baton.advance(5 * DAY);
    const broken = replaceMethods(baton.deps.leads, { ledger: () => Promise.reject(new Error('no ledger')) });
    const swept = await sweep(baton.now, LIMITS, { ...baton.deps, leads: broken });
    expect(swept.mostOverdueInImportListsSeconds).toBeGreaterThan(3600);
    expect(swept.mostOverdueSeconds).toBe(0);
    expect(swept.failed.map(({ id }) => id)).toContain('lists');
  });

  it('tries only a few times for a team whose leads cannot be assigned', async () => {
    const baton = await aBaton({ switches: { doorbell: false, sweep: false }, plan: aPlan() });
    await postMany(baton, 10 * LIMITS.cap, (index) => aDemoRequest(`lead${index}`));
    await baton.advance(600);
    let asked = 0;
    const broken = replaceMethods(baton.deps.leads, {
      due: async (before, limit) => {
        asked += 1;
        return baton.deps.leads.due(before, limit);
      },
      ledger: () => Promise.reject(new Error('no ledger')),
    });
    const swept = await sweep(baton.now, LIMITS, { ...baton.deps, leads: broken });
    expect(swept.capped).toBe(true);
    expect(asked).toBeLessThanOrEqual(5);
  });
});
