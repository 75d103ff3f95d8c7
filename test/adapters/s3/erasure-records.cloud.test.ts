import { CreateBucketCommand, ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, describe, expect, inject, it } from 'vitest';
import { ErasureBucket } from '../../../shared/adapters/s3/erasure-records.ts';
import { anErasure, erasureRecordsContract } from '../contracts/erasure-records-contract.ts';

describe('in a bucket', () => {
  const [endpoint, region] = [inject('awsEndpoint'), 'us-east-1'];
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const client = new S3Client({ endpoint, region, credentials, forcePathStyle: true });
  afterAll(() => client.destroy());

  async function createBucket(): Promise<string> {
    const bucket = `erasures-${crypto.randomUUID()}`;
    await client.send(new CreateBucketCommand({ Bucket: bucket }));
    return bucket;
  }

  erasureRecordsContract(async () => new ErasureBucket({ client, bucket: await createBucket() }));

  it('are apart from the bodies that are there too', async () => {
    const bucket = await createBucket();
    const records = new ErasureBucket({ client, bucket });
    for (const Key of ['deliveries/2026/x', 'zoo'])
      await client.send(new PutObjectCommand({ Bucket: bucket, Key, Body: 'a body' }));
    await records.save(anErasure());
    expect((await records.list({ limit: 10 })).items).toEqual([anErasure()]);
    const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket: bucket }));
    expect(Contents.filter(({ Key }) => Key?.startsWith('erasures/'))).toHaveLength(1);
  });
});
