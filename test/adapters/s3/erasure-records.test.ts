import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { expect, it } from 'vitest';
import { ErasureBucket } from '../../../shared/adapters/s3/erasure-records.ts';
import { StoreError } from '../../../shared/ports/store-error.ts';
import { anErasure, erasureRecordsContract } from '../contracts/erasure-records-contract.ts';

/** A client of an empty bucket that puts, gets and lists objects as S3 does: in the order of their names, page by page. */
function aBucketClient(): S3Client {
  const objects = new Map<string, string>();
  const client = new S3Client({ region: 'us-east-1' });
  client.send = async (command: unknown) => {
    if (command instanceof PutObjectCommand) objects.set(String(command.input.Key), String(command.input.Body));
    if (command instanceof GetObjectCommand) {
      const text = objects.get(String(command.input.Key));
      return { Body: { transformToString: async () => text } };
    }
    if (!(command instanceof ListObjectsV2Command)) return {};
    const { Prefix = '', StartAfter = '', MaxKeys = 1000 } = command.input;
    const names = [...objects.keys()].filter((name) => name.startsWith(Prefix) && name > StartAfter).toSorted();
    return { Contents: names.slice(0, MaxKeys).map((Key) => ({ Key })), IsTruncated: names.length > MaxKeys };
  };
  return client;
}

erasureRecordsContract(async () => new ErasureBucket({ client: aBucketClient(), bucket: 'bodies' }));

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
