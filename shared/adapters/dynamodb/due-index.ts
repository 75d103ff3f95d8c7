import type { Instant } from '../../domain/instant.ts';
import type { Database, Row } from './database.ts';
import { type Key, SHARDS } from './keys.ts';

interface DueQuery {
  readonly table: string;
  /** Names the partitions: `DUE` stands for `DUE#0` to `DUE#7`. */
  readonly prefix: string;
  readonly before: Instant;
  readonly limit: number;
}

/**
 * What is due in a sharded index, oldest first: all shards are asked at once, each for as many as are wanted, since all
 * of those may stand in one.
 */
export async function dueRows(db: Database, query: DueQuery): Promise<readonly Row[]> {
  const shards = await Promise.all(
    Array.from({ length: SHARDS }, (_, shard) => dueIn(db, { ...query, partition: `${query.prefix}#${shard}` })),
  );
  return shards.flat().sort(byDate).slice(0, query.limit);
}

/** What is due in one partition of the index, oldest first, from the beginning or from `after` a row; a date of this very moment counts. */
export async function dueIn(
  db: Database,
  query: Omit<DueQuery, 'prefix'> & {
    readonly partition: string;
    readonly after?: Key & { readonly dueAt: Instant };
  },
): Promise<readonly Row[]> {
  const { partition, after } = query;
  return db.query(
    {
      TableName: query.table,
      IndexName: 'due',
      KeyConditionExpression: 'duePk = :partition AND dueAt <= :before',
      ExpressionAttributeValues: { ':partition': partition, ':before': query.before },
      ...(after && { ExclusiveStartKey: { ...after, duePk: partition } }),
    },
    query.limit,
  );
}

function byDate(a: Row, b: Row): number {
  const [first, second] = [a, b].map((row) => `${row.dueAt} ${row.pk}`);
  return (first ?? '') < (second ?? '') ? -1 : 1;
}
