import { expect, it } from 'vitest';
import type { QueuedLead } from '../../../shared/ports/lead-store.ts';
import { loadQueued } from '../../../shared/use-cases/assignment/load-queued.ts';
import { recordCalls } from '../../support/count-store-calls.ts';
import { queuedLeads } from '../situations.ts';

/** Returns a queue of two leads, what loads it, and the entries that were removed. */
async function aQueue() {
  const { baton } = await queuedLeads(2);
  const { items } = await baton.deps.leads.queue('sdr', { limit: 5 });
  const [first, second] = items;
  if (!first || !second) throw new Error('two leads wait');
  const removed: QueuedLead[] = [];
  const leads = recordCalls(baton.deps.leads, (method, [given]) => {
    if (method === 'removeUntrueEntries') removed.push(...(given as readonly QueuedLead[]));
  });
  const load = async (queued: readonly QueuedLead[]) => (await loadQueued(queued, { leads })).map(({ id }) => id);
  return { first, second, load, removed };
}

it('returns the leads of a queue in its order', async () => {
  const { first, second, load, removed } = await aQueue();
  expect(await load([second, first])).toEqual([second.lead, first.lead]);
  expect(removed).toEqual([]);
});

it.each([
  ['since', { since: '2026-01-05T09:00:00.000Z' }],
  ['priority', { priority: 'urgent' }],
  ['team', { team: 'ae' }],
  ['list', { importList: 'fair' }],
] as const)(
  'returns a lead once that an older entry shows at another place, and has that removed: %s',
  async (_, place) => {
    const { first, second, load, removed } = await aQueue();
    const stale = { ...second, workItem: { ...second.workItem, ...place } };
    expect(await load([stale, first, second])).toEqual([first.lead, second.lead]);
    expect(removed).toEqual([stale]);
  },
);

it('has entries of leads removed that are nowhere', async () => {
  const { first, load, removed } = await aQueue();
  const gone = { ...first, lead: 'lead_gone' };
  expect(await load([gone, first])).toEqual([first.lead]);
  expect(removed).toEqual([gone]);
});
