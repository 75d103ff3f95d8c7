import { addSeconds, type Instant } from '../../domain/instant.ts';
import type { Database, Row } from './database.ts';
import { SHARD_COUNT, type TableKey } from './keys.ts';

/** What to read of a sharded index of dates. */
export interface DueQuery {
  readonly table: string;
  /** Prefix of the partitions: `DUE` stands for `DUE#0` to `DUE#7`. */
  readonly prefix: string;
  /** Only rows due later than this; default: all. */
  readonly after?: Instant;
  readonly before: Instant;
  readonly limit: number;
}

/**
 * Returns due rows of a sharded index, oldest first. Queries all shards in parallel, each for `limit` rows, because all
 * of them may be in one shard.
 */
export async function queryDueRows(db: Database, query: DueQuery): Promise<readonly Row[]> {
  const shards = await Promise.all(
    Array.from({ length: SHARD_COUNT }, (_, shard) =>
      queryDuePartition(db, { ...query, partition: `${query.prefix}#${shard}` }),
    ),
  );
  return shards.flat().sort(compareByDueDate).slice(0, query.limit);
}

/** The smallest distance of two moments. */
const MILLISECOND = 0.001;

/**
 * Returns due rows of one partition, oldest first, from the start or continued after a given row. A row due exactly at
 * `before` is included, and one due exactly at `after` is not.
 */
export async function queryDuePartition(
  db: Database,
  query: Omit<DueQuery, 'prefix'> & {
    readonly partition: string;
    readonly continueAfter?: TableKey & { readonly dueAt: Instant };
  },
): Promise<readonly Row[]> {
  const { partition, after, before, continueAfter } = query;
  // A condition on a sort key can have two bounds only as BETWEEN, which includes both.
  const dates = after === undefined ? 'dueAt <= :before' : 'dueAt BETWEEN :from AND :before';
  return db.query(
    {
      TableName: query.table,
      IndexName: 'due',
      KeyConditionExpression: `duePk = :partition AND ${dates}`,
      ExpressionAttributeValues: {
        ':partition': partition,
        ':before': before,
        ...(after !== undefined && { ':from': addSeconds(after, MILLISECOND) }),
      },
      ...(continueAfter && { ExclusiveStartKey: { ...continueAfter, duePk: partition } }),
    },
    query.limit,
  );
}

function compareByDueDate(a: Row, b: Row): number {
  const [first, second] = [a, b].map((row) => `${row.dueAt} ${row.pk}`);
  return (first ?? '') < (second ?? '') ? -1 : 1;
}
