import { expect, it } from 'vitest';
import { BadCursor } from '../../../shared/ports/bad-cursor.ts';
import type { LeadStore } from '../../../shared/ports/lead-store.ts';
import { applyDoNotContact } from '../../../shared/use-cases/privacy/apply-do-not-contact.ts';
import { aBaton, aDemoRequest } from '../../scenarios/a-baton.ts';
import { aSilencer } from '../../scenarios/silent-people.ts';
import { replaceMethods } from '../../support/builders/replaced.ts';

const DOMAIN = { by: 'domain', domain: 'lindwerk.example' } as const;
const OUTCOME = { outcome: 'do_not_contact' };

it('continues page by page where one call cannot look through all leads', async () => {
  const baton = await aBaton({ reps: [] });
  const last = await baton.postOne(aDemoRequest('nora', { email: 'nora@lindwerk.example', touch: 'whitepaper' }));
  const { deps, suppress } = aSilencer(baton, { ...baton.deps, leads: behindEmptyPages(baton.deps.leads, 60) });
  const first = await suppress(DOMAIN);
  expect(first).toMatchObject({ outcome: 'listed', ended: [], cursor: expect.any(String) });
  const cursor = 'cursor' in first ? first.cursor : undefined;
  expect(await applyDoNotContact({ cursor, now: baton.now }, deps)).toEqual({ ended: [last] });
});

/** Returns the store with this many pages of other leads before those that wait for routing. */
function behindEmptyPages(leads: LeadStore, pages: number): LeadStore {
  return replaceMethods(leads, {
    list: async (query) => {
      const [, at] = /^page(\d+)$/.exec(query.cursor ?? 'page0') ?? [];
      const isReceived = 'state' in query.by && query.by.state === 'received';
      if (!isReceived || at === undefined || Number(at) >= pages) return leads.list({ ...query, cursor: undefined });
      return { items: [], cursor: `page${Number(at) + 1}` };
    },
  });
}

it('finds leads from before there was a list, by all that their person gave', async () => {
  const baton = await aBaton();
  const id = await baton.postOne(aDemoRequest('nora', { email: 'nora@lindwerk.example' }));
  const { contactKeys: _, ...older } = await baton.lead(id);
  baton.deps.world.leads.set(id, older);
  const { suppress } = aSilencer(baton);
  expect(await suppress(DOMAIN)).toMatchObject({ ended: [id] });
  expect((await baton.lead(id)).stage).toMatchObject(OUTCOME);
});

it('changes nothing when nobody is listed, or the second time', async () => {
  const baton = await aBaton();
  const id = await baton.postOne(aDemoRequest('nora', { email: 'nora@lindwerk.example' }));
  const { deps, suppress } = aSilencer(baton);
  expect(await applyDoNotContact({ now: baton.now }, deps)).toEqual({ ended: [] });
  await suppress(DOMAIN);
  const before = await baton.lead(id);
  expect(await applyDoNotContact({ now: baton.now }, deps)).toEqual({ ended: [] });
  expect(await baton.lead(id)).toEqual(before);
});

it('refuses a cursor of somebody else', async () => {
  const { deps } = aSilencer(await aBaton());
  await expect(applyDoNotContact({ cursor: 'assigned~x', now: '2026-11-23T09:00:00.000Z' }, deps)).rejects.toThrow(
    BadCursor,
  );
});
