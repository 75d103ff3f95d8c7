import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { activatePlanWith } from './activate-plan.ts';
import { eventually } from './eventually.ts';
import { call, readLead, readTimeline } from './http.ts';
import { aNewPerson, answerLead, postLead, waitForOwner } from './leads.ts';

const { keys } = inject('deployed');

let activateBefore: () => Promise<void>;
beforeAll(async () => {
  activateBefore = await activatePlanWith('credit: give_back', 'credit: after_review, review: manager');
});
afterAll(() => activateBefore());

/** Has a rep say of a new lead of theirs that it is spam. */
async function flagLead() {
  const id = await postLead(aNewPerson({ product: 'single' }));
  const { owner, epoch } = await waitForOwner(id);
  await answerLead(id, { answer: 'misrouted', reason: 'spam', epoch }, keys.hal);
  return { id, owner };
}

/** As a manager, or as who has this key, agrees that the rep's turn is given back. @returns the status of the reply */
async function agree({ id, owner }: { readonly id: string; readonly owner: string }, key = keys.manager) {
  return (await call('PUT', `/v1/leads/${id}/misroutes/${owner}`, { key, json: { credit: 'given' } })).status;
}

it('gives the turn of a misroute back once its manager agrees', async () => {
  // A process that has not seen the plan keeps the one before for a moment, and gives the turn back at once.
  await eventually(async () => expect(await agree(await flagLead())).toBe(200));
  const flagged = await flagLead();
  await eventually(async () => {
    const reviews = await call('GET', '/v1/reviews?list=credits_to_review', { key: keys.manager });
    expect([reviews.status, reviews.text]).toEqual([200, expect.stringContaining(flagged.id)]);
  });
  expect([await agree(flagged, keys.hal), await agree(flagged), await agree(flagged)]).toEqual([403, 200, 409]);
  expect((await readTimeline(flagged.id)).at(-1)).toMatchObject({
    type: 'CreditReviewed',
    data: { rep: flagged.owner, credit: 'given' },
  });
  expect((await readLead(flagged.id)).state).toBe('closed');
});
