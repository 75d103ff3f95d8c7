import { expect, it } from 'vitest';
import { createInMemoryDeps } from '../../shared/adapters/in-memory/in-memory-deps.ts';
import { loadLeads } from '../../shared/use-cases/load-leads.ts';
import { aStoredLead } from '../support/builders/lead.ts';
import { replaceMethods } from '../support/builders/replaced.ts';

/** Three stored leads; those with these numbers cannot be read. */
async function leadsUnreadable(...broken: readonly number[]) {
  const { leads } = createInMemoryDeps();
  const ids: string[] = [];
  for (let index = 0; index < 3; index += 1) ids.push((await aStoredLead(leads)).id);
  const isBroken = (id: string) => broken.includes(ids.indexOf(id));
  const read = replaceMethods(leads, {
    load: async (id) => {
      if (isBroken(id)) throw new Error('this row is not understood');
      return leads.load(id);
    },
    loadMany: async (many) => {
      if (many.some(isBroken)) throw new Error('this row is not understood');
      return leads.loadMany(many);
    },
  });
  return { ids, deps: { leads: read } };
}

it('returns the other leads, in the given order, and names the one that cannot be read', async () => {
  const { ids, deps } = await leadsUnreadable(1);
  const asked = ids.toReversed();
  const { leads, unreadable } = await loadLeads(asked, deps);
  expect(leads.map(({ id }) => id)).toEqual([ids[2], ids[0]]);
  expect(unreadable).toEqual([ids[1]]);
});

it('leaves out a lead that does not exist without calling it unreadable', async () => {
  const { ids, deps } = await leadsUnreadable(1);
  const { leads, unreadable } = await loadLeads([...ids, 'lead_nobody'], deps);
  expect(leads).toHaveLength(2);
  expect(unreadable).toEqual([ids[1]]);
});

it('fails when none of several can be read, because then the store is the cause', async () => {
  const { ids, deps } = await leadsUnreadable(0, 1, 2);
  await expect(loadLeads(ids, deps)).rejects.toThrow('not understood');
  expect(await loadLeads(ids.slice(0, 1), deps)).toEqual({ leads: [], unreadable: [ids[0]] });
});
