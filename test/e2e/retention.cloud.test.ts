import { DescribeExecutionCommand, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { expect, inject, it } from 'vitest';
import { personRoutes } from '../../shared/api/persons.ts';
import { eventually } from './eventually.ts';
import { call } from './http.ts';
import { aNewPerson, postUnreadable } from './leads.ts';

const { endpoint, region, keys, outputs } = inject('deployed');
const machines = new SFNClient({ endpoint, region, credentials: { accessKeyId: 'test', secretAccessKey: 'test' } });
const key = keys.admin;

/** Runs the retention now, as its schedule does once a day, and waits until it has ended. */
async function retainNow(): Promise<void> {
  const stateMachineArn = outputs.RetentionMachineArn;
  const { executionArn } = await machines.send(new StartExecutionCommand({ stateMachineArn, input: '{}' }));
  await eventually(async () => {
    const { status } = await machines.send(new DescribeExecutionCommand({ executionArn }));
    expect(status).toBe('SUCCEEDED');
  });
}

async function recordOf(id: string) {
  const reply = await call('GET', '/v1/erasures?limit=100', { key });
  return personRoutes.listErasures.replies[200].parse(reply.json()).erasures.find((erasure) => erasure.id === id);
}

it('continues an erasure that waited for a decision about a body', async () => {
  const [{ email }, other] = [aNewPerson(), aNewPerson()];
  const delivery = await postUnreadable(`${email} and ${other.email} wrote to us`);
  const reply = await call('POST', '/v1/persons/forget', { key, json: { email } });
  const forgotten = personRoutes.forgetPerson.replies[200].parse(reply.json());
  expect(forgotten).toMatchObject({ outcome: 'continues', erasure: { remaining: ['deliveries'], waiting: 1 } });
  const id = 'erasure' in forgotten ? (forgotten.erasure?.id ?? '') : '';

  const dismissed = await call('POST', `/v1/quarantine/${delivery}/dismiss`, { key, json: { reason: 'spam' } });
  expect(dismissed.status).toBe(200);
  await retainNow();
  expect(await recordOf(id)).toMatchObject({ remaining: [], counts: { deliveries: 1 } });
  expect((await call('GET', `/v1/quarantine/${delivery}`, { key })).status).toBe(404);
});

it('says what the next run would erase: nothing is that old', async () => {
  const reply = await call('GET', '/v1/retention', { key });
  expect(reply.status).toBe(200);
  const preview = personRoutes.previewRetention.replies[200].parse(reply.json());
  expect(preview).toMatchObject({ leadsBy: expect.any(String), leads: [], isPartial: false });
});
