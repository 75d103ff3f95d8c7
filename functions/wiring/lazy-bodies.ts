import type { BodyBucket } from '../../shared/adapters/s3/body-bucket.ts';
import { lazyPort } from './lazy-port.ts';

/**
 * Creates the bucket of large bodies when the first one comes. Hardly any body exceeds a row, and the client of S3 takes
 * longer to load than any other.
 */
export function createLazyBodies(bucket: string): Pick<BodyBucket, 'put' | 'get' | 'remove'> {
  return lazyPort<Pick<BodyBucket, 'put' | 'get' | 'remove'>>(async () =>
    (await import('./bodies.ts')).createBodyBucket(bucket),
  );
}
