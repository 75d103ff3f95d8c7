import type * as z from 'zod';
import { StoreError } from '../../ports/store-error.ts';
import type { Row } from './database.ts';

/** Attributes used only for keys and indexes. `dueAt` is not listed, because it also belongs to the lead. */
const KEY_ATTRIBUTES = new Set(['pk', 'sk', 'duePk', 'teamKey', 'stateKey', 'listAt']);

/**
 * Validates a row without its key attributes against a schema.
 * @throws {StoreError} `unreadable_row` when it does not match. Schema messages are dropped, because they may quote the
 * row.
 */
export function readRow<Output>(schema: z.ZodType<Output>, row: Row): Output {
  return readRowWithKeys(schema, Object.fromEntries(Object.entries(row).filter(([name]) => !KEY_ATTRIBUTES.has(name))));
}

/** Validates a row including its key attributes. */
export function readRowWithKeys<Output>(schema: z.ZodType<Output>, row: Row): Output {
  const parsed = schema.safeParse(row);
  if (!parsed.success) throw new StoreError('unreadable_row');
  return parsed.data;
}
