import { S3Client } from '@aws-sdk/client-s3';
import { BodyBucket } from '../../shared/adapters/s3/body-bucket.ts';

/** Creates the bucket of large bodies. */
export function createBodyBucket(bucket: string): BodyBucket {
  return new BodyBucket({ client: new S3Client(), bucket });
}
