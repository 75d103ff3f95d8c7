import { afterAll, beforeAll, expect, it } from 'vitest';
import { activatePlanWith } from './activate-plan.ts';
import { executionArnOf, waitUntilEnded } from './executions.ts';
import { readLead } from './http.ts';
import { aNewPerson, postLead, waitForOwner } from './leads.ts';

let activateBefore: () => Promise<void>;
beforeAll(async () => {
  const never = 'limits: {reassign: 0, then: recycle, reason: soon}';
  activateBefore = await activatePlanWith('limits: {reassign: 2}', never);
});
afterAll(() => activateBefore());

it('shows that a lead nobody responded to was recycled', async () => {
  const id = await postLead(aNewPerson({ product: 'rounds' }));
  const { owner } = await waitForOwner(id);
  const { status, states, output } = await waitUntilEnded(executionArnOf(id, 1));
  expect([status, states.at(-1)]).toEqual(['SUCCEEDED', 'Recycle the lead']);
  expect(output).toMatchObject({ ended: 'nurtured', because: 'soon' });
  expect((await readLead(id)).previousHolders).toEqual([owner]);
});
