import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { ulid } from 'ulid';
import type { Environment } from '../../infra/environment.ts';
import type { StackOutputs } from '../../infra/outputs.ts';
import { hashPersonKey } from '../../shared/adapters/crypto/person-key.ts';
import { sha256 } from '../../shared/adapters/crypto/sha256.ts';
import type { Database } from '../../shared/adapters/dynamodb/database.ts';
import { DeliveryTable } from '../../shared/adapters/dynamodb/delivery-table.ts';
import { DoNotContactTable } from '../../shared/adapters/dynamodb/do-not-contact-table.ts';
import { LeadTable } from '../../shared/adapters/dynamodb/lead-table.ts';
import { PersonTable } from '../../shared/adapters/dynamodb/person-table.ts';
import { PlanTable } from '../../shared/adapters/dynamodb/plan-table.ts';
import { RepTable } from '../../shared/adapters/dynamodb/rep-table.ts';
import { SourceTable } from '../../shared/adapters/dynamodb/source-table.ts';
import { readSourceBody } from '../../shared/adapters/intake/read-body.ts';
import { BodyBucket } from '../../shared/adapters/s3/body-bucket.ts';
import { DoNotContactBucket } from '../../shared/adapters/s3/do-not-contact-records.ts';
import { ErasureBucket } from '../../shared/adapters/s3/erasure-records.ts';
import { createSecretFetcher } from '../../shared/adapters/secrets-manager/fetch-secret.ts';
import { SecretReader } from '../../shared/adapters/secrets-manager/secret-reader.ts';
import { personKeysOf } from '../../shared/domain/enrichment/person-keys.ts';
import { compilePlanTree } from '../../shared/domain/plan/compile/read-plan-tree.ts';
import type { PrivacyDeps } from '../../shared/use-cases/privacy/privacy-deps.ts';
import type { TableSet } from './restored-set.ts';

const DAY_SECONDS = 24 * 3600;

/**
 * Returns what erasing people needs, for tables that no function uses yet: so that whoever was erased is gone from them
 * before the first function reads them. Bucket and secrets are the environment's own.
 */
export function createPrivacyDeps(
  tables: TableSet,
  {
    db,
    environment,
    outputs,
  }: { readonly db: Database; readonly environment: Environment; readonly outputs: StackOutputs },
): PrivacyDeps {
  const secrets = new SecretReader({ fetch: createSecretFetcher(new SecretsManagerClient()), clock: Date.now });
  const bucket = { client: new S3Client(), bucket: outputs.BodiesBucket };
  const bodies = new BodyBucket(bucket);
  const ofReps = { db, table: tables.Reps };
  const keyedHash = async (text: string) => hashPersonKey(await secrets.read(outputs.PersonKeySecretArn), text);
  return {
    leads: new LeadTable({ db, tables: { leads: tables.Leads, reps: tables.Reps } }),
    reps: new RepTable(ofReps),
    plans: new PlanTable({ ...ofReps, read: compilePlanTree }),
    sources: new SourceTable(ofReps),
    doNotContact: new DoNotContactTable(ofReps),
    deliveries: new DeliveryTable({
      db,
      table: tables.Deliveries,
      bodies,
      retentionSeconds: environment.bodyRetentionDays * DAY_SECONDS,
    }),
    readBody: readSourceBody,
    hash: sha256,
    keyedHash,
    personKeys: (person) => Promise.all(personKeysOf(person).map(keyedHash)),
    eraser: new PersonTable({ db, tables: { leads: tables.Leads, deliveries: tables.Deliveries }, bodies }),
    erasures: new ErasureBucket(bucket),
    doNotContactRecords: new DoNotContactBucket(bucket),
    newId: ulid,
  };
}
