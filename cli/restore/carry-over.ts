import type { Database, Row } from '../../shared/adapters/dynamodb/database.ts';
import { keys, shardOf, type TableKey } from '../../shared/adapters/dynamodb/keys.ts';
import { addSeconds, type Instant } from '../../shared/domain/instant.ts';
import type { RestoreOrigin, TableSet } from './restored-set.ts';

/** What was carried over from the tables before to the restored ones. */
export interface CarriedOver {
  /** Deliveries that came after the moment; those that had become leads become leads once more. */
  readonly deliveries: number;
  /** Sources that were added after the moment. */
  readonly sources: number;
  /** API keys as they are now, so that a revoked key stays revoked. */
  readonly apiKeys: number;
}

const PAGE_SIZE = 500;
/** A delivery's row is written a little after the delivery was received. */
const MARGIN_SECONDS = 60;

/**
 * Carries over what came after the moment and must not be lost or undone: deliveries, marks of erased ones, new sources,
 * API keys. Nothing else of the tables before is used, since it may be what was damaged. Idempotent: call it once the
 * tables are restored, and once more when nothing writes to the tables before any longer.
 */
export async function carryOver(
  { from, moment }: RestoreOrigin,
  to: TableSet,
  { db, now }: { readonly db: Database; readonly now: Instant },
): Promise<CarriedOver> {
  // First: a delivery of an unknown source is read without its mapping.
  const sources = await copyNewSources({ from: from.Reps, to: to.Reps }, db);
  const apiKeys = await copyRows({ from: from.Reps, to: to.Reps, prefix: keys.apiKey('').pk }, db, (row) => row);
  const onlyNew = { ConditionExpression: 'attribute_not_exists(pk)' };
  const ofDeliveries = { from: from.Deliveries, to: to.Deliveries, ...onlyNew };
  await copyRows({ ...ofDeliveries, prefix: keys.erasedDelivery('').pk }, db, (row) => row);
  const since = addSeconds(new Date(moment).toISOString(), -MARGIN_SECONDS);
  const deliveries = await copyRows({ ...ofDeliveries, prefix: keys.delivery('').pk }, db, (row) =>
    String(row.receivedAt) < since ? undefined : toRedrive(row, now),
  );
  return { deliveries, sources, apiKeys };
}

/**
 * Returns the row of a delivery as the restored table needs it: one that became leads is pending again, since its leads
 * are not in the restored tables. What a person has to decide or has dismissed stays so.
 */
export function toRedrive(row: Row, now: Instant): Row {
  const { status } = row.status as { readonly status: string };
  if (status !== 'done' && status !== 'pending') return row;
  const dueAt = now;
  return {
    ...row,
    status: { status: 'pending', dueAt, attempts: 0 },
    duePk: `PENDING#${shardOf(String(row.id))}`,
    dueAt,
  };
}

async function copyNewSources(tables: { readonly from: string; readonly to: string }, db: Database): Promise<number> {
  const rows = await db.query({
    TableName: tables.from,
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': keys.source('').pk },
  });
  let copied = 0;
  for (const row of rows) {
    if (await db.get(tables.to, keyOf(row))) continue;
    const hook = await db.get(tables.from, keys.hookSource(String(row.key)));
    for (const one of [hook, row]) if (one) await db.put({ TableName: tables.to, Item: { ...one } });
    copied += 1;
  }
  return copied;
}

/** Copies the rows whose partition begins so, as `change` returns them. @returns how many were written */
async function copyRows(
  copy: {
    readonly from: string;
    readonly to: string;
    readonly prefix: string;
    readonly ConditionExpression?: string;
  },
  db: Database,
  change: (row: Row) => Row | undefined,
): Promise<number> {
  const { from, to, prefix, ConditionExpression } = copy;
  let copied = 0;
  let after: TableKey | undefined;
  do {
    const page = await db.scanPage(from, {
      limit: PAGE_SIZE,
      after,
      FilterExpression: 'begins_with(pk, :prefix)',
      ExpressionAttributeValues: { ':prefix': prefix },
    });
    for (const row of page.rows) {
      const Item = change(row);
      if (Item === undefined) continue;
      const { ended } = await db.put({ TableName: to, Item: { ...Item }, ConditionExpression });
      if (ended === 'written') copied += 1;
    }
    after = page.last && keyOf(page.last);
  } while (after !== undefined);
  return copied;
}

function keyOf(row: Row): TableKey {
  return { pk: String(row.pk), sk: String(row.sk) };
}
