import { CloudFormationClient, paginateListStackResources, paginateListStacks } from '@aws-sdk/client-cloudformation';
import { DynamoDBClient, paginateListTables } from '@aws-sdk/client-dynamodb';
import {
  GetObjectCommand,
  ListBucketsCommand,
  ListObjectVersionsCommand,
  type ObjectVersion,
  S3Client,
} from '@aws-sdk/client-s3';
import { paginateListStateMachines, SFNClient } from '@aws-sdk/client-sfn';
import { DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb';
import { inject } from 'vitest';
import { readable } from './readable.ts';
import { readExecutionsOf, readLogLines, readWaitingMessages, type Trace } from './traces.ts';

const { endpoint, region } = inject('deployed');
const client = { endpoint, region, credentials: { accessKeyId: 'test', secretAccessKey: 'test' } };
const database = new DynamoDBClient(client);
const tables = DynamoDBDocumentClient.from(database);
const buckets = new S3Client({ ...client, forcePathStyle: true });
const machines = new SFNClient(client);
const stacks = new CloudFormationClient(client);

/**
 * Returns everything that the account stores: each row of each table, each object of each bucket in each version, each
 * message of each queue, each log line and each execution. Resources are listed, not named, so a new one is searched too.
 */
export async function readWholeCloud(): Promise<readonly Trace[]> {
  const parts = [readTables(), readBuckets(), readWaitingMessages(), readLogLines(), readExecutions()];
  return (await Promise.all(parts)).flat();
}

/** Returns the kinds of resource of all stacks, sorted. */
export async function readResourceKinds(): Promise<readonly string[]> {
  const kinds = new Set<string>();
  for await (const { StackSummaries = [] } of paginateListStacks({ client: stacks }, {})) {
    for (const { StackName, StackStatus = '' } of StackSummaries) {
      if (StackStatus.startsWith('DELETE')) continue;
      for await (const page of paginateListStackResources({ client: stacks }, { StackName }))
        for (const { ResourceType = '' } of page.StackResourceSummaries ?? []) kinds.add(ResourceType);
    }
  }
  return [...kinds].sort();
}

async function readTables(): Promise<readonly Trace[]> {
  const found: Trace[] = [];
  for await (const { TableNames = [] } of paginateListTables({ client: database }, {})) {
    for (const TableName of TableNames) {
      for await (const { Items = [] } of paginateScan({ client: tables }, { TableName }))
        for (const item of Items) found.push({ where: `table ${kindOf(item)}`, text: JSON.stringify(item, readable) });
    }
  }
  return found;
}

/** Returns a row's kind: `LEAD# STATE`. */
function kindOf({ pk, sk }: Readonly<Record<string, unknown>>): string {
  return `${String(pk).replace(/#.*/s, '#')} ${String(sk).replace(/#.*/s, '#')}`;
}

async function readBuckets(): Promise<readonly Trace[]> {
  const { Buckets = [] } = await buckets.send(new ListBucketsCommand({}));
  const found = await Promise.all(
    Buckets.map(async ({ Name: Bucket = '' }) => {
      const versions = await listVersions(Bucket);
      return Promise.all(versions.map((version) => readObject(Bucket, version)));
    }),
  );
  return found.flat();
}

async function listVersions(Bucket: string): Promise<readonly ObjectVersion[]> {
  const found: ObjectVersion[] = [];
  let after: { readonly KeyMarker?: string; readonly VersionIdMarker?: string } | undefined = {};
  while (after) {
    const page: Awaited<ReturnType<typeof listPage>> = await listPage(Bucket, after);
    found.push(...(page.Versions ?? []));
    after = page.IsTruncated ? { KeyMarker: page.NextKeyMarker, VersionIdMarker: page.NextVersionIdMarker } : undefined;
  }
  return found;
}

function listPage(Bucket: string, after: { readonly KeyMarker?: string; readonly VersionIdMarker?: string }) {
  return buckets.send(new ListObjectVersionsCommand({ Bucket, ...after }));
}

async function readObject(Bucket: string, { Key = '', VersionId }: ObjectVersion): Promise<Trace> {
  const { Body, Metadata } = await buckets.send(new GetObjectCommand({ Bucket, Key, VersionId }));
  const text = `${Key} ${JSON.stringify(Metadata)} ${await Body?.transformToString('utf-8')}`;
  return { where: `object ${Key.replace(/\/.*/s, '/')}`, text };
}

async function readExecutions(): Promise<readonly Trace[]> {
  const found: Trace[] = [];
  for await (const { stateMachines = [] } of paginateListStateMachines({ client: machines }, {}))
    for (const { stateMachineArn = '' } of stateMachines) found.push(...(await readExecutionsOf(stateMachineArn)));
  return found;
}
