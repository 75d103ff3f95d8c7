import { S3Client } from '@aws-sdk/client-s3';
import { expect, it } from 'vitest';
import { Database } from '../../../shared/adapters/dynamodb/database.ts';
import { DeliveryTable } from '../../../shared/adapters/dynamodb/delivery-table.ts';
import { BodyBucket } from '../../../shared/adapters/s3/body-bucket.ts';
import type { DeliveryStatus } from '../../../shared/ports/delivery-store.ts';
import { MONDAY } from '../../support/builders/moment.ts';
import { aRetryPolicyWithoutWaits, aScriptedClient } from './scripted-client.ts';

/** Saves a status and returns the request that was sent. */
async function requestFor(status: DeliveryStatus) {
  const { client, asked } = aScriptedClient({});
  const db = new Database(client, aRetryPolicyWithoutWaits());
  const bodies = new BodyBucket({ client: new S3Client({ region: 'eu-central-1' }), bucket: 'bodies' });
  await new DeliveryTable({ db, table: 'deliveries', bodies, retentionSeconds: 60 }).saveStatus('delivery_1', status);
  return asked[0]?.input;
}

it.each([
  ['pending', { status: 'pending', dueAt: MONDAY, attempts: 1 }],
  ['quarantined', { status: 'quarantined', problem: 'not_json', owner: 'dana', dueAt: MONDAY }],
  ['done', { status: 'done', leads: ['lead_1'] }],
  ['dismissed', { status: 'dismissed' }],
] as const)('calls a delivery %s only while it is neither done nor dismissed', async (_, status) => {
  expect(await requestFor(status)).toMatchObject({
    ConditionExpression: 'attribute_exists(pk) AND NOT #status.#status IN (:done, :dismissed)',
    ExpressionAttributeValues: { ':done': 'done', ':dismissed': 'dismissed' },
  });
});
