import { expect, it } from 'vitest';
import { listAccountReviews } from '../../../functions/manage-accounts/review-accounts.ts';
import { createInMemoryDeps } from '../../../shared/adapters/in-memory/in-memory-deps.ts';
import { aStoredLead } from '../../support/builders/lead.ts';
import { replaceMethods } from '../../support/builders/replaced.ts';

/** Stores leads with a suggested account, and answers a request for their reviews. The leads named `broken` cannot be read. */
async function reviewsOf(...names: readonly ('acme' | 'bolt' | 'broken')[]) {
  const deps = createInMemoryDeps();
  const broken = new Set<string>();
  for (const name of names) {
    const { id } = await aStoredLead(deps.leads, 'queued', {
      account: { account: name, matchedBy: 'name', isCertain: false },
    });
    if (name === 'broken') broken.add(id);
  }
  const leads = replaceMethods(deps.leads, {
    load: async (id) => {
      if (broken.has(id)) throw new Error('this row is not understood');
      return deps.leads.load(id);
    },
    loadMany: async (ids) => {
      if (ids.some((id) => broken.has(id))) throw new Error('this row is not understood');
      return deps.leads.loadMany(ids);
    },
  });
  return listAccountReviews({ query: { limit: 10 } } as never, { ...deps, leads });
}

it('shows the other reviews when one lead cannot be read', async () => {
  const reply = await reviewsOf('acme', 'broken', 'bolt');
  if (!('body' in reply)) throw new Error('no reviews');
  expect(reply.body.reviews.map(({ account }) => account).toSorted()).toEqual(['acme', 'bolt']);
});

it('does not claim that nothing is to be reviewed when no lead can be read', async () => {
  await expect(reviewsOf('broken', 'broken')).rejects.toThrow('not understood');
});
