import { S3Client } from '@aws-sdk/client-s3';
import { DoNotContactBucket } from '../../shared/adapters/s3/do-not-contact-records.ts';
import { ErasureBucket } from '../../shared/adapters/s3/erasure-records.ts';

/* Import this when a record is first read or saved: the client of S3 takes longer to load than any other. */

/** Creates the bucket of erasures. */
export function createErasureBucket(bucket: string): ErasureBucket {
  return new ErasureBucket({ client: new S3Client(), bucket });
}

/** Creates the bucket of the do-not-contact list. */
export function createDoNotContactBucket(bucket: string): DoNotContactBucket {
  return new DoNotContactBucket({ client: new S3Client(), bucket });
}
