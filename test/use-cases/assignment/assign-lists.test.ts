import { expect, it } from 'vitest';
import { assignDueInImportLists, assignImportLists } from '../../../shared/use-cases/assignment/assign-lists.ts';
import { enrichLead } from '../../../shared/use-cases/routing/enrich-lead.ts';
import { routeLead } from '../../../shared/use-cases/routing/route-lead.ts';
import { aBaton } from '../../scenarios/a-baton.ts';
import { aListSource, importNames } from '../../scenarios/a-list.ts';
import { replaceMethods } from '../../support/builders/replaced.ts';
import { advanceToDate } from '../situations.ts';

/** Five leads of a list that wait in the team's queue; each rep may get two of them a day. */
async function aWaitingList(reps: Parameters<typeof aBaton>[0] = { reps: [{ id: 'kim' }] }) {
  const nothingRuns = { events: false, doorbell: false, timers: false, sweep: false, recycling: false };
  const baton = await aBaton({ ...reps, switches: nothingRuns });
  const ids = await importNames(baton, 5);
  for (const lead of ids) {
    await enrichLead(lead, baton.now, baton.deps);
    await routeLead({ lead }, baton.now, baton.deps);
  }
  return { baton, deps: baton.deps, ids };
}

async function countAssigned({ baton, ids }: Awaited<ReturnType<typeof aWaitingList>>): Promise<number> {
  const leads = await Promise.all(ids.map((id) => baton.lead(id)));
  return leads.filter(({ stage }) => stage.state === 'assigned').length;
}

it('assigns no more leads of a list to a rep than the list allows in a day', async () => {
  const list = await aWaitingList();
  expect(await assignImportLists('sdr', list.baton.now, list.deps)).toMatchObject({ assigned: 2, rejected: 0 });
  expect(await countAssigned(list)).toBe(2);
});

it('looks at the first lead alone once the list is known to wait', async () => {
  const { baton, deps } = await aWaitingList();
  await assignImportLists('sdr', baton.now, deps);
  const limits: number[] = [];
  const queue: typeof deps.leads.queue = async (team, page) => {
    limits.push(page.limit);
    return deps.leads.queue(team, page);
  };
  const watched = { ...deps, leads: replaceMethods(deps.leads, { queue }) };
  expect(await assignImportLists('sdr', baton.now, watched)).toEqual({ assigned: 0, deferred: 0, rejected: 0 });
  expect(limits).toEqual([1]);
});

it('gives a lead whose date has come a new one when nobody can take it, and leaves it in its list', async () => {
  const { baton, deps, ids } = await aWaitingList({ reps: [{ id: 'kim', cap: { open: 0 } }] });
  await assignImportLists('sdr', baton.now, deps);
  const [first = ''] = ids;
  await advanceToDate(baton, first);
  const due = await baton.lead(first);
  await assignDueInImportLists([due], baton.now, deps);
  const after = await baton.lead(first);
  expect(after.stage).toMatchObject({ state: 'waiting', place: 'team', workItem: { importList: 'trade-show' } });
  expect((after.dueAt ?? '') > baton.now).toBe(true);
  // The caller's copy is stale now; the stored lead is not moved again.
  await assignDueInImportLists([due], baton.now, deps);
  expect(await baton.lead(first)).toEqual(after);
});

it('tries the other lists before it reports that one failed', async () => {
  const list = await aWaitingList();
  const { baton, deps } = list;
  const sources = replaceMethods(deps.sources, {
    list: async () => [aListSource({ id: 'broken' }), ...(await deps.sources.list())],
  });
  const queue: typeof deps.leads.queue = async (team, page) => {
    if (page.list === 'broken') throw new Error('cannot be read');
    return deps.leads.queue(team, page);
  };
  const failing = { ...deps, sources, leads: replaceMethods(deps.leads, { queue }) };
  await expect(assignImportLists('sdr', baton.now, failing)).rejects.toThrow('cannot be read');
  expect(await countAssigned(list)).toBe(2);
});
