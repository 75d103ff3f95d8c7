import { S3Client } from '@aws-sdk/client-s3';
import { expect, it } from 'vitest';
import { Database } from '../../../shared/adapters/dynamodb/database.ts';
import { PersonTable } from '../../../shared/adapters/dynamodb/person-table.ts';
import { BodyBucket } from '../../../shared/adapters/s3/body-bucket.ts';
import { MONDAY } from '../../support/builders/moment.ts';
import { aRetryPolicyWithoutWaits, aScriptedClient } from './scripted-client.ts';

const status = { status: 'pending', dueAt: MONDAY, attempts: 0 };
const delivery = (id: string) => ({
  ...{
    pk: `DELIVERY#${id}`,
    sk: 'DELIVERY',
    id,
    source: 'form',
    receivedAt: MONDAY,
    contentType: 'text/plain',
    status,
  },
});

/** A table of deliveries with these rows, and a bucket that refuses each request with an error of this name. */
function aPersonTable(rows: readonly object[], bucketError: string) {
  const reported: string[] = [];
  const { client } = aScriptedClient({ Items: rows });
  const db = new Database(client, aRetryPolicyWithoutWaits(), (key) => reported.push(key));
  const s3 = new S3Client({ region: 'us-east-1' });
  s3.send = () => Promise.reject(Object.assign(new Error(), { name: bucketError, $metadata: { httpStatusCode: 404 } }));
  const tables = { leads: 'leads', deliveries: 'deliveries' };
  return { table: new PersonTable({ db, tables, bodies: new BodyBucket({ client: s3, bucket: 'bodies' }) }), reported };
}

it('an unreadable row or an expired body does not keep anybody from being erased', async () => {
  const readable = { ...delivery('b'), body: new TextEncoder().encode('hello') };
  const expired = { ...delivery('c'), bodyKey: 'deliveries/c' };
  const broken = { ...delivery('a'), status: 'lost' };
  const { table, reported } = aPersonTable([broken, readable, expired], 'NoSuchKey');
  const { items } = await table.bodies({ limit: 10 });
  expect(items.map(({ id, body }) => [id, body.byteLength])).toEqual([
    ['b', 5],
    ['c', 0],
  ]);
  expect(reported).toEqual(['DELIVERY#a/DELIVERY']);
});

it('a bucket that refuses is no body that holds nobody', async () => {
  const { table } = aPersonTable([{ ...delivery('c'), bodyKey: 'deliveries/c' }], 'AccessDenied');
  await expect(table.bodies({ limit: 10 })).rejects.toThrow('AccessDenied');
});
