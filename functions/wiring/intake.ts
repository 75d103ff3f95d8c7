import { sha256 } from '../../shared/adapters/crypto/sha256.ts';
import type { Database } from '../../shared/adapters/dynamodb/database.ts';
import { DeliveryTable } from '../../shared/adapters/dynamodb/delivery-table.ts';
import { FindingTable } from '../../shared/adapters/dynamodb/finding-table.ts';
import { BufferedFindingStore } from '../../shared/adapters/dynamodb/gathered-findings.ts';
import { readEnv } from '../../shared/runtime/env.ts';
import type { Deps } from '../../shared/use-cases/deps.ts';
import { createBodyBucket } from './bodies.ts';

const DAY_SECONDS = 24 * 3600;

/**
 * Creates what stores raw deliveries and reads their submissions. What reads a body is loaded with the first one, unless
 * the function loads it at start.
 */
export function createIntake(db: Database): Pick<Deps, 'deliveries' | 'findings' | 'readBody' | 'hash'> {
  const env = readEnv('DELIVERIES_TABLE', 'BODIES_BUCKET', 'BODY_RETENTION_DAYS');
  return {
    deliveries: new DeliveryTable({
      retentionSeconds: Number(env.BODY_RETENTION_DAYS) * DAY_SECONDS,
      db,
      table: env.DELIVERIES_TABLE,
      bodies: createBodyBucket(env.BODIES_BUCKET),
    }),
    findings: new BufferedFindingStore(new FindingTable({ db, table: env.DELIVERIES_TABLE })),
    readBody: async (...body) => (await import('../../shared/adapters/intake/read-body.ts')).readSourceBody(...body),
    hash: sha256,
  };
}
