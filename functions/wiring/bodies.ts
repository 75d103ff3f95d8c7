import { S3Client } from '@aws-sdk/client-s3';
import { BodyBucket } from '../../shared/adapters/s3/body-bucket.ts';
import { lazyPort } from './lazy-port.ts';

type Bodies = Pick<BodyBucket, 'put' | 'get' | 'remove'>;

/**
 * Creates the bucket of large bodies when the first one comes. Hardly any body exceeds a row, and the client of S3 takes
 * longer to load than any other.
 */
export function createBodyBucket(bucket: string): Bodies {
  return lazyPort<Bodies>(async () => new BodyBucket({ client: new S3Client(), bucket }));
}
