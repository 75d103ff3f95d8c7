import { S3Client } from '@aws-sdk/client-s3';
import { expect, it } from 'vitest';
import { ErasureBucket } from '../../../shared/adapters/s3/erasure-records.ts';
import { StoreError } from '../../../shared/ports/store-error.ts';
import { anErasure } from '../contracts/erasure-records-contract.ts';

/** A bucket with one record that holds this text. */
function aBucketWith(text: string): ErasureBucket {
  const client = new S3Client({ region: 'us-east-1' });
  const replies = [
    { Contents: [{ Key: 'erasures/8236512000000-era_1' }] },
    { Body: { transformToString: async () => text } },
  ];
  client.send = async () => replies.shift();
  return new ErasureBucket({ client, bucket: 'bodies' });
}

it('reads what it wrote', async () => {
  const { items } = await aBucketWith(JSON.stringify(anErasure())).list({ limit: 1 });
  expect(items).toEqual([anErasure()]);
});

it.each([
  ['cut off', '{"id":'],
  ['no record', '{}'],
  ['a record with a step nobody knows', JSON.stringify({ ...anErasure(), remaining: ['elsewhere'] })],
  ['a record that says more', JSON.stringify({ ...anErasure(), email: 'nora@lindwerk.example' })],
])('fails rather than leave out an erasure when an object is %s, and quotes nothing', async (_, text) => {
  const failure = await aBucketWith(text)
    .list({ limit: 1 })
    .catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(StoreError);
  expect((failure as StoreError).code).toBe('unreadable_record');
  expect(String(failure)).not.toContain('nora');
});

it('does not write what is no record', async () => {
  const asked: unknown[] = [];
  const client = new S3Client({ region: 'us-east-1' });
  client.send = async (command: unknown) => {
    asked.push(command);
  };
  const records = new ErasureBucket({ client, bucket: 'bodies' });
  await expect(records.save(anErasure({ at: 'yesterday' }))).rejects.toThrow();
  expect(asked).toEqual([]);
});
