import { S3Client } from '@aws-sdk/client-s3';
import type { Database } from '../../shared/adapters/dynamodb/database.ts';
import { PersonTable } from '../../shared/adapters/dynamodb/person-table.ts';
import { BodyBucket } from '../../shared/adapters/s3/body-bucket.ts';
import { DoNotContactBucket } from '../../shared/adapters/s3/do-not-contact-records.ts';
import { ErasureBucket } from '../../shared/adapters/s3/erasure-records.ts';
import { readEnv } from '../../shared/runtime/env.ts';
import type { PrivacyDeps } from '../../shared/use-cases/privacy/privacy-deps.ts';

/** Creates what removes people from the stores, and the records of it. */
export function createPrivacy(db: Database): Pick<PrivacyDeps, 'eraser' | 'erasures' | 'doNotContactRecords'> {
  const env = readEnv('LEADS_TABLE', 'DELIVERIES_TABLE', 'BODIES_BUCKET');
  const bucket = { client: new S3Client(), bucket: env.BODIES_BUCKET };
  return {
    eraser: new PersonTable({
      db,
      tables: { leads: env.LEADS_TABLE, deliveries: env.DELIVERIES_TABLE },
      bodies: new BodyBucket(bucket),
    }),
    erasures: new ErasureBucket(bucket),
    doNotContactRecords: new DoNotContactBucket(bucket),
  };
}
