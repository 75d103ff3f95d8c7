import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { InvokeCommand, LambdaClient, ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import * as z from 'zod';
import { eventually, waitUntilPast } from './eventually.ts';
import { call, readLead, readTimeline } from './http.ts';
import { aNewPerson, postLead } from './leads.ts';
import { notificationsOf } from './notifications.ts';
import { switchRelay } from './relay.ts';

const { endpoint, region, keys } = inject('deployed');
const client = { endpoint, region, credentials: { accessKeyId: 'test', secretAccessKey: 'test' } };
const functions = new LambdaClient(client);
const Version = z.looseObject({ version: z.int() });
const Plans = z.looseObject({ active: z.int() });

/** Runs the sweep now, as its schedule does every minute. */
async function sweepNow(): Promise<void> {
  const { Functions = [] } = await functions.send(new ListFunctionsCommand({ MaxItems: 50 }));
  const FunctionName = Functions.map((found) => found.FunctionName ?? '').find((name) =>
    name.includes('SweepFunction'),
  );
  const { FunctionError } = await functions.send(new InvokeCommand({ FunctionName, Payload: '{}' }));
  expect(FunctionError).toBeUndefined();
}

/** Activates a plan that gives routing five seconds instead of minutes. */
async function activateFastPlan(): Promise<number> {
  const { active } = Plans.parse((await call('GET', '/v1/plans', { key: keys.admin })).json());
  const text = await readFile(join(import.meta.dirname, 'plan.yaml'), 'utf8');
  const yaml = text.replace('within: 2m', 'within: 5s');
  const { version } = Version.parse((await call('POST', '/v1/plans', { key: keys.admin, json: { yaml } })).json());
  await call('PUT', '/v1/plans/active', { key: keys.admin, json: { version } });
  // A process that has not seen the plan keeps the one before for a moment.
  await eventually(async () => {
    const { dueAt = '', receivedAt } = await readLead(await postLead(aNewPerson()));
    expect(Date.parse(dueAt) - Date.parse(receivedAt)).toBeLessThan(60_000);
  });
  return active;
}

let before: number;
beforeAll(async () => {
  before = await activateFastPlan();
  await switchRelay(false);
});
afterAll(async () => {
  await switchRelay(true);
  await call('PUT', '/v1/plans/active', { key: keys.admin, json: { version: before } });
});

it('routes, assigns, notifies, warns, breaches and reassigns while no event nudges anything', async () => {
  const id = await postLead({ ...aNewPerson(), product: 'swept' });
  const { dueAt = '' } = await readLead(id);
  await waitUntilPast(dueAt, 6);
  await sweepNow();
  const first = await eventually(async () => {
    const lead = await readLead(id);
    expect(lead).toMatchObject({ state: 'assigned', epoch: 1 });
    return lead;
  });
  // Nobody was notified of the lead. That is due a minute after the assignment; everything later is overdue by then.
  await waitUntilPast(first.assignedAt ?? '', 67);
  await sweepNow();
  await eventually(async () => {
    const lead = await readLead(id);
    expect(lead.epoch).toBeGreaterThanOrEqual(2);
    expect(lead.previousHolders).toContain(first.owner);
  });
  const types = (await readTimeline(id)).map(({ type }) => type).filter((type) => type !== 'RoutingRetried');
  expect(types.slice(0, 3)).toEqual(['LeadReceived', 'LeadRouted', 'LeadAssigned']);
  expect(types, types.join(' ')).toEqual(
    expect.arrayContaining(['RepNotified', 'SlaWarned', 'SlaBreached', 'LeadEscalated', 'ReassignmentSought']),
  );
  expect((await notificationsOf(id)).map(({ type }) => type)).toContain('lead.assigned');
});
