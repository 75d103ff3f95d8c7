import type { BodyBucket } from '../../shared/adapters/s3/body-bucket.ts';
import { lazyValue } from '../../shared/domain/lazy-value.ts';

/**
 * Creates the bucket of large bodies when the first one comes. Hardly any body exceeds a row, and the client of S3 takes
 * longer to load than any other.
 */
export function createLazyBodies(bucket: string): Pick<BodyBucket, 'put' | 'get'> {
  const bodies = lazyValue(async () => (await import('./bodies.ts')).createBodyBucket(bucket));
  return {
    put: async (delivery, body) => (await bodies()).put(delivery, body),
    get: async (key) => (await bodies()).get(key),
  };
}
