import type { QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import type * as z from 'zod';
import { StoreError } from '../../ports/store-error.ts';
import type { Database, Row } from './database.ts';
import { readRow } from './read-row.ts';

/** How one row of a list becomes a value. */
export type ReadRow<Output> = (row: Row) => Output;

/**
 * Reads each row of a list. A row that does not match is reported and left out, so that it never hides the others.
 * Single rows are read with {@link readRow}, which throws: whoever asks for one row must not take it for missing.
 * @param read a schema, or a function that throws {@link StoreError} `unreadable_row`
 */
export function readRows<Output>(
  db: Pick<Database, 'reportUnreadable'>,
  read: z.ZodType<Output> | ReadRow<Output>,
  rows: readonly Row[],
): Output[] {
  const { readable, unreadable } = sortOut(read, rows);
  for (const row of unreadable) db.reportUnreadable(row);
  return readable;
}

/**
 * Returns the first `limit` readable rows of a query. Rows that cannot be read do not count, so however many of them
 * are in front, they never keep the rest of a list from being found.
 */
export async function queryReadable<Output>(
  db: Pick<Database, 'query' | 'reportUnreadable'>,
  input: QueryCommandInput,
  limit: number,
  read: z.ZodType<Output> | ReadRow<Output>,
): Promise<readonly Output[]> {
  for (let take = limit; ; take *= 2) {
    const rows = await db.query(input, take);
    const { readable, unreadable } = sortOut(read, rows);
    if (readable.length < limit && rows.length === take) continue;
    for (const row of unreadable) db.reportUnreadable(row);
    return readable.slice(0, limit);
  }
}

/** Whether this error says that a row does not match its schema. */
export function isUnreadable(error: unknown): boolean {
  return error instanceof StoreError && error.code === 'unreadable_row';
}

function sortOut<Output>(read: z.ZodType<Output> | ReadRow<Output>, rows: readonly Row[]) {
  const readOne = typeof read === 'function' ? read : (row: Row) => readRow(read, row);
  const readable: Output[] = [];
  const unreadable: Row[] = [];
  for (const row of rows) {
    try {
      readable.push(readOne(row));
    } catch (error) {
      if (!isUnreadable(error)) throw error;
      unreadable.push(row);
    }
  }
  return { readable, unreadable };
}
