import { DescribeTableCommand, type DynamoDBClient, ListTagsOfResourceCommand } from '@aws-sdk/client-dynamodb';
import type { StackOutputs } from '../../infra/outputs.ts';
import { isRestoreMoment, type RestoreMoment, TABLE_NAMES, type TableName } from '../../infra/tables.ts';

/** One name for each table of an environment. */
export type TableSet = Readonly<Record<TableName, string>>;

/** The tag of a restored table that names the table it is a copy of. */
export const RESTORED_FROM = 'baton:restored-from';
/** The tag of a restored table with its moment. */
export const RESTORED_TO = 'baton:restored-to';

/** Returns the tables that a deployed stack uses. */
export function tablesInUse(outputs: StackOutputs): TableSet {
  return createTableSet((table) => outputs[`${table}Table`]);
}

/** Returns one name for each table. */
export function createTableSet(nameOf: (table: TableName) => string): TableSet {
  return Object.fromEntries(TABLE_NAMES.map((table) => [table, nameOf(table)])) as TableSet;
}

/** Where a set of restored tables comes from. */
export interface RestoreOrigin {
  readonly from: TableSet;
  readonly moment: RestoreMoment;
}

/** Returns where these tables were restored from; undefined when they were not, as far as their tags say. */
export async function readOrigin(tables: TableSet, client: DynamoDBClient): Promise<RestoreOrigin | undefined> {
  const tags = new Map(
    await Promise.all(TABLE_NAMES.map(async (table) => [table, await readTags(tables[table], client)] as const)),
  );
  const moments = new Set([...tags.values()].map((found) => found[RESTORED_TO]));
  const [moment] = moments;
  if (moments.size > 1) throw new Error(`The tables in use are not of one moment: ${[...moments].join(', ')}.`);
  if (moment === undefined || !isRestoreMoment(moment)) return undefined;
  return { moment, from: createTableSet((table) => tags.get(table)?.[RESTORED_FROM] ?? '') };
}

async function readTags(table: string, client: DynamoDBClient): Promise<Readonly<Record<string, string>>> {
  const { Table } = await client.send(new DescribeTableCommand({ TableName: table }));
  const { Tags = [] } = await client.send(new ListTagsOfResourceCommand({ ResourceArn: Table?.TableArn }));
  return Object.fromEntries(Tags.map(({ Key = '', Value = '' }) => [Key, Value]));
}
