import {
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  type DynamoDBClient,
  ResourceNotFoundException,
  RestoreTableToPointInTimeCommand,
  type TableDescription,
} from '@aws-sdk/client-dynamodb';
import { type RestoreMoment, TABLE_NAMES, type TableName } from '../../infra/tables.ts';
import type { RestoreOrigin, TableSet } from './restored-set.ts';

/** Makes a copy of a table as it was at a moment, under another name, with its rows and its indexes. */
export interface TableCopier {
  /** @throws a sentence when the table cannot be brought back to that moment. */
  check(table: string, moment: RestoreMoment): Promise<void>;
  start(copy: { readonly from: string; readonly to: string; readonly moment: RestoreMoment }): Promise<void>;
}

/** DynamoDB's point-in-time recovery: any second of the last 35 days but the last five minutes. */
export class PointInTimeCopier implements TableCopier {
  readonly #client: DynamoDBClient;

  constructor(client: DynamoDBClient) {
    this.#client = client;
  }

  async check(table: string, moment: RestoreMoment): Promise<void> {
    const { ContinuousBackupsDescription } = await this.#client.send(
      new DescribeContinuousBackupsCommand({ TableName: table }),
    );
    const recovery = ContinuousBackupsDescription?.PointInTimeRecoveryDescription;
    const { EarliestRestorableDateTime: earliest, LatestRestorableDateTime: latest } = recovery ?? {};
    if (!earliest || !latest) throw new Error(`${table} has no point-in-time recovery, so it cannot be restored.`);
    const at = new Date(moment);
    if (at < earliest || at > latest)
      throw new Error(
        `${table} can be restored to moments from ${earliest.toISOString()} to ${latest.toISOString()}, not to ${moment}.`,
      );
  }

  async start({ from, to, moment }: Parameters<TableCopier['start']>[0]): Promise<void> {
    await this.#client.send(
      new RestoreTableToPointInTimeCommand({
        SourceTableName: from,
        TargetTableName: to,
        RestoreDateTime: new Date(moment),
        BillingModeOverride: 'PAY_PER_REQUEST',
        SSESpecificationOverride: { Enabled: true },
      }),
    );
  }
}

/**
 * Copies all tables as they were at one moment. Checks all of them before it starts one, and takes over copies that an
 * earlier call started.
 */
export async function copyTables(
  { from, moment }: RestoreOrigin,
  to: TableSet,
  tools: { readonly client: DynamoDBClient; readonly copier: TableCopier; readonly say: (line: string) => void },
): Promise<void> {
  const { client, copier, say } = tools;
  const missing: TableName[] = [];
  for (const table of TABLE_NAMES) if (!(await findTable(to[table], client))) missing.push(table);
  for (const table of missing) await copier.check(from[table], moment);
  for (const table of missing) await copier.start({ from: from[table], to: to[table], moment });
  await Promise.all(
    TABLE_NAMES.map(async (table) => {
      await waitUntilActive(to[table], client, () => say(`  ${to[table]}: still being restored`));
      say(`  ${to[table]}: restored${missing.includes(table) ? '' : ' already'}`);
    }),
  );
}

/** How often a table is looked at while it is being restored or changed, and how often that is said. */
const POLL_MILLISECONDS = 1_000;
const SAY_EVERY_POLLS = 60;

/** Waits until a table can be used and changed: minutes for an empty one, hours for a large one. */
export async function waitUntilActive(
  table: string,
  client: DynamoDBClient,
  onWait: () => void = () => undefined,
): Promise<void> {
  for (let polls = 1; ; polls += 1) {
    const description = await findTable(table, client);
    const indexes = description?.GlobalSecondaryIndexes ?? [];
    if (description?.TableStatus === 'ACTIVE' && indexes.every(({ IndexStatus }) => IndexStatus === 'ACTIVE')) return;
    if (polls % SAY_EVERY_POLLS === 0) onWait();
    await new Promise((resolve) => setTimeout(resolve, POLL_MILLISECONDS));
  }
}

/** Returns a table's description; undefined when there is none of that name. */
export async function findTable(table: string, client: DynamoDBClient): Promise<TableDescription | undefined> {
  try {
    return (await client.send(new DescribeTableCommand({ TableName: table }))).Table;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
}
