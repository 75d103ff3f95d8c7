import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import * as z from 'zod';
import { executionArnOf, waitUntilEnded } from './executions.ts';
import { call, readLead } from './http.ts';
import { aNewPerson, postLead, waitForOwner } from './leads.ts';

const { keys } = inject('deployed');
const Version = z.looseObject({ version: z.int() });
const Plans = z.looseObject({ active: z.int() });

/** Activates a plan that never reassigns, but recycles. @returns the version that was active before */
async function activateRecyclingPlan(): Promise<number> {
  const { active } = Plans.parse((await call('GET', '/v1/plans', { key: keys.admin })).json());
  const text = await readFile(join(import.meta.dirname, 'plan.yaml'), 'utf8');
  const yaml = text.replace('limits: {reassign: 2}', 'limits: {reassign: 0, then: recycle, reason: soon}');
  const { version } = Version.parse((await call('POST', '/v1/plans', { key: keys.admin, json: { yaml } })).json());
  await call('PUT', '/v1/plans/active', { key: keys.admin, json: { version } });
  return active;
}

let before: number;
beforeAll(async () => {
  before = await activateRecyclingPlan();
});
afterAll(async () => {
  await call('PUT', '/v1/plans/active', { key: keys.admin, json: { version: before } });
});

it('shows that a lead nobody responded to was recycled', async () => {
  const id = await postLead(aNewPerson({ product: 'rounds' }));
  const { owner } = await waitForOwner(id);
  const { status, states, output } = await waitUntilEnded(executionArnOf(id, 1));
  expect([status, states.at(-1)]).toEqual(['SUCCEEDED', 'Recycle the lead']);
  expect(output).toMatchObject({ ended: 'nurtured', because: 'soon' });
  expect((await readLead(id)).previousHolders).toEqual([owner]);
});
