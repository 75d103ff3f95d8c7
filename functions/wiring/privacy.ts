import { S3Client } from '@aws-sdk/client-s3';
import type { Database } from '../../shared/adapters/dynamodb/database.ts';
import { PersonTable } from '../../shared/adapters/dynamodb/person-table.ts';
import { DoNotContactBucket } from '../../shared/adapters/s3/do-not-contact-records.ts';
import { ErasureBucket } from '../../shared/adapters/s3/erasure-records.ts';
import { lazyValue } from '../../shared/domain/lazy-value.ts';
import type { DoNotContactRecords } from '../../shared/ports/do-not-contact-list.ts';
import type { ErasureRecords } from '../../shared/ports/erasure.ts';
import { readEnv } from '../../shared/runtime/env.ts';
import type { PrivacyDeps } from '../../shared/use-cases/privacy/privacy-deps.ts';
import { createBodyBucket } from './bodies.ts';
import { lazyPort } from './lazy-port.ts';

/** Creates what removes people from the stores, and the records of it. The client of S3 is loaded with the first record. */
export function createPrivacy(db: Database): Pick<PrivacyDeps, 'eraser' | 'erasures' | 'doNotContactRecords'> {
  const env = readEnv('LEADS_TABLE', 'DELIVERIES_TABLE', 'BODIES_BUCKET');
  const records = lazyValue(() => ({ client: new S3Client(), bucket: env.BODIES_BUCKET }));
  return {
    eraser: new PersonTable({
      db,
      tables: { leads: env.LEADS_TABLE, deliveries: env.DELIVERIES_TABLE },
      bodies: createBodyBucket(env.BODIES_BUCKET),
    }),
    erasures: lazyPort<ErasureRecords>(async () => new ErasureBucket(records())),
    doNotContactRecords: lazyPort<DoNotContactRecords>(async () => new DoNotContactBucket(records())),
  };
}
