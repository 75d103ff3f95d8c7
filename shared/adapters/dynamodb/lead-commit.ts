import type { Commit, CommitOutcome } from '../../ports/lead-store.ts';
import type { Database, TransactionItem, WriteResult } from './database.ts';
import type { TableNames } from './keys.ts';
import { isEventKept, keepLatestEvents, readStates } from './lead-events.ts';
import { storedDetailsOf } from './lead-rows.ts';
import { decisionToRow, writesOf } from './lead-writes.ts';
import type { GuardedWrite } from './load-writes.ts';
import { commitOutcomeOf, type WriteGuard } from './transaction-errors.ts';

/** DynamoDB's limits for one transaction. */
const MAX_TRANSACTION_WRITES = 100;
const MAX_TRANSACTION_BYTES = 4_000_000;

/** Where and how a commit is saved. */
export interface CommitTarget {
  readonly db: Database;
  readonly tables: TableNames;
  readonly newToken: () => string;
}

/**
 * Saves a commit in whole or not at all. What is no part of the change goes first, outside of the transaction, which
 * costs twice as much: the decision that the change refers to, and each lead's previous event, which is stored already.
 */
export async function saveCommit({ db, tables, newToken }: CommitTarget, change: Commit): Promise<CommitOutcome> {
  const { transitions } = change;
  const states = await readStates(db, { table: tables.leads, transitions });
  const writes = writesOf(change, tables, new Map(states.flatMap(storedDetailsOf)));
  const items = writes.map(({ item }) => item);
  if (items.length > MAX_TRANSACTION_WRITES || bytesOf(items) > MAX_TRANSACTION_BYTES) return { outcome: 'invalid' };
  if (change.decision) {
    const { ended } = await db.put({ TableName: tables.leads, Item: decisionToRow(change.decision) });
    if (ended !== 'written') return { outcome: 'invalid' };
  }
  await keepLatestEvents(db, { table: tables.leads, transitions, states });
  const result = await writeAll(db, writes, newToken);
  if (result.ended === 'written') return { outcome: 'done' };
  if (result.ended === 'invalid') return { outcome: 'invalid' };
  const guards = writes.map(({ guard }) => guard);
  const refused = commitOutcomeOf(guards, result.refusals);
  if (refused.outcome === 'done') return refused;
  const failed = result.refusals.map(({ index }) => guards[index]);
  if (await wasSavedBefore({ db, table: tables.leads }, change, failed)) return { outcome: 'done' };
  await db.pauseAfterLostRace();
  return refused;
}

/** Returns about how many bytes are sent. Packed attributes are sent as base64. */
function bytesOf(items: readonly TransactionItem[]): number {
  const encode = (_: string, value: unknown) =>
    value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value;
  return Buffer.byteLength(JSON.stringify(items, encode));
}

/** A single write is all or nothing without a transaction, at half the price. */
function writeAll(db: Database, writes: readonly GuardedWrite[], newToken: () => string): Promise<WriteResult> {
  const [first, ...others] = writes.map(({ item }) => item);
  if (first?.Put && others.length === 0) return db.put(first.Put);
  return db.transact(first ? [first, ...others] : [], newToken());
}

/** Whether an earlier attempt was written, its reply was lost, and another writer has changed the lead since. */
async function wasSavedBefore(
  { db, table }: { readonly db: Database; readonly table: string },
  { transitions }: Commit,
  failed: readonly (WriteGuard | undefined)[],
): Promise<boolean> {
  const refused = transitions.find(({ event }) =>
    failed.some((guard) => guard?.guards === 'lead' && guard.event === event.id),
  );
  return refused !== undefined && isEventKept(db, { table, event: refused.event });
}
