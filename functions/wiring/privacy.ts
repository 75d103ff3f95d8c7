import type { Database } from '../../shared/adapters/dynamodb/database.ts';
import { PersonTable } from '../../shared/adapters/dynamodb/person-table.ts';
import type { DoNotContactRecords } from '../../shared/ports/do-not-contact-list.ts';
import type { ErasureRecords } from '../../shared/ports/erasure.ts';
import { readEnv } from '../../shared/runtime/env.ts';
import type { PrivacyDeps } from '../../shared/use-cases/privacy/privacy-deps.ts';
import { createLazyBodies } from './lazy-bodies.ts';
import { lazyPort } from './lazy-port.ts';

/** Creates what removes people from the stores, and the records of it. The client of S3 is loaded with the first record. */
export function createPrivacy(db: Database): Pick<PrivacyDeps, 'eraser' | 'erasures' | 'doNotContactRecords'> {
  const env = readEnv('LEADS_TABLE', 'DELIVERIES_TABLE', 'BODIES_BUCKET');
  const buckets = () => import('./record-buckets.ts');
  return {
    eraser: new PersonTable({
      db,
      tables: { leads: env.LEADS_TABLE, deliveries: env.DELIVERIES_TABLE },
      bodies: createLazyBodies(env.BODIES_BUCKET),
    }),
    erasures: lazyPort<ErasureRecords>(async () => (await buckets()).createErasureBucket(env.BODIES_BUCKET)),
    doNotContactRecords: lazyPort<DoNotContactRecords>(async () =>
      (await buckets()).createDoNotContactBucket(env.BODIES_BUCKET),
    ),
  };
}
