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

it('gives the turn of a misroute back once its manager agrees', async () => {
  // A process that has not seen the plan keeps the one before for a moment, and gives the turn back at once.
  const { id, owner } = await eventually(async () => {
    const flagged = await flagLead();
    const reviews = await call('GET', '/v1/reviews?list=credits_to_review', { key: keys.manager });
    expect([reviews.status, reviews.text]).toEqual([200, expect.stringContaining(flagged.id)]);
    return flagged;
  });
  const path = `/v1/leads/${id}/misroutes/${owner}`;
  expect((await call('PUT', path, { key: keys.hal, json: { credit: 'given' } })).status).toBe(403);
  expect((await call('PUT', path, { key: keys.manager, json: { credit: 'given' } })).status).toBe(200);
  expect((await call('PUT', path, { key: keys.manager, json: { credit: 'given' } })).status).toBe(409);
  expect((await readTimeline(id)).at(-1)).toMatchObject({
    type: 'CreditReviewed',
    data: { rep: owner, credit: 'given' },
  });
  expect((await readLead(id)).state).toBe('closed');
});
