import {
  CreateTableCommand,
  DynamoDBClient,
  type GlobalSecondaryIndex,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { createDocumentClient } from '../../../shared/adapters/dynamodb/document-client.ts';
import { BodyBucket } from '../../../shared/adapters/s3/body-bucket.ts';
import { injectConflicts } from '../../support/conflicting-writes.ts';

/** Creates tables as the stack does, under unique names. */
export interface TestTables {
  readonly leads: string;
  readonly reps: string;
  readonly deliveries: string;
}

const CONFIG = { region: 'us-east-1', credentials: { accessKeyId: 'test', secretAccessKey: 'test' } };
/** The indexes of each table: name, partition key, sort key. */
export const INDEXES = {
  leads: [
    ['due', 'duePk', 'dueAt'],
    ['byTeam', 'teamKey', 'listAt'],
    ['byState', 'stateKey', 'listAt'],
  ],
  reps: [['due', 'duePk', 'dueAt']],
  deliveries: [['due', 'duePk', 'dueAt']],
} as const;

/** Creates a separate client with its own connections, whose writes conflict with others in flight as on DynamoDB. */
export function aClient(endpoint: string): DynamoDBDocumentClient {
  return injectConflicts(createDocumentClient({ ...CONFIG, endpoint }));
}

/** Creates empty tables at this endpoint. */
export async function createTables(endpoint: string): Promise<TestTables> {
  const client = new DynamoDBClient({ ...CONFIG, endpoint });
  const unique = crypto.randomUUID();
  const tables = { leads: `leads-${unique}`, reps: `reps-${unique}`, deliveries: `deliveries-${unique}` };
  for (const kind of ['leads', 'reps', 'deliveries'] as const) {
    // As in the stack: lead lists project only keys, all other indexes everything.
    const holds = kind === 'leads' ? 'KEYS_ONLY' : 'ALL';
    await createTable(client, tables[kind], { indexes: INDEXES[kind], holds });
  }
  client.destroy();
  return tables;
}

/** Creates an empty bucket for large bodies at this endpoint. */
export async function createBucket(endpoint: string): Promise<BodyBucket> {
  return new BodyBucket(await createRecordBucket(endpoint));
}

/** Creates an empty bucket at this endpoint. */
export async function createRecordBucket(
  endpoint: string,
): Promise<{ readonly client: S3Client; readonly bucket: string }> {
  const client = new S3Client({ ...CONFIG, endpoint, forcePathStyle: true });
  const bucket = `bodies-${crypto.randomUUID()}`;
  await client.send(new CreateBucketCommand({ Bucket: bucket }));
  return { client, bucket };
}

async function createTable(
  client: DynamoDBClient,
  name: string,
  {
    indexes,
    holds,
  }: {
    readonly indexes: readonly (readonly [string, string, string])[];
    readonly holds: 'ALL' | 'KEYS_ONLY';
  },
): Promise<void> {
  const keySchema = (hash: string, range: string) => [
    { AttributeName: hash, KeyType: 'HASH' as const },
    { AttributeName: range, KeyType: 'RANGE' as const },
  ];
  const attributes = new Set(['pk', 'sk', ...indexes.flatMap(([, hash, range]) => [hash, range])]);
  await client.send(
    new CreateTableCommand({
      TableName: name,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: keySchema('pk', 'sk'),
      AttributeDefinitions: [...attributes].map((AttributeName) => ({ AttributeName, AttributeType: 'S' as const })),
      GlobalSecondaryIndexes: indexes.map(
        ([IndexName, hash, range]): GlobalSecondaryIndex => ({
          IndexName,
          KeySchema: keySchema(hash, range),
          Projection: { ProjectionType: holds },
        }),
      ),
    }),
  );
  await waitUntilTableExists({ client, maxWaitTime: 20, minDelay: 1 }, { TableName: name });
}
