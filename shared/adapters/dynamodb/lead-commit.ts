import type { LeadId } from '../../domain/ids.ts';
import type { Lead } from '../../domain/lead/lead.ts';
import type { Commit, CommitOutcome, LeadChange } from '../../ports/lead-store.ts';
import type { Database, Row, TransactionItem, WriteResult } from './database.ts';
import type { TableNames } from './keys.ts';
import { enterLeads, leaveLists, putIfOlder, takeBackEntries } from './lead-entries.ts';
import { isEventKept, keepLatestEvents, readStates } from './lead-events.ts';
import { detailsAheadOf, type StoredDetails, storedDetailsOf } from './lead-rows.ts';
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
  /** The state that was read with a lead, if it was read by this store. */
  readonly stateReadWith: (lead: Lead) => Row | undefined;
  readonly load: (id: LeadId) => Promise<Lead | undefined>;
}

/**
 * Saves a commit in whole or not at all. A transaction costs twice as much, so what need not be part of it is written
 * before: the decision that the change refers to, each lead's previous event and details, which are stored already, and
 * entries that lead to the lead. Entries that are no longer true are removed afterwards.
 */
export async function saveCommit(target: CommitTarget, change: Commit): Promise<CommitOutcome> {
  const { db, tables } = target;
  const { transitions } = change;
  const leads = { db, table: tables.leads };
  const states = await readStates(db, { table: tables.leads, transitions, read: target.stateReadWith });
  const stored = new Map([...states].flatMap(([id, state]) => asEntry(id, storedDetailsOf(state))));
  const items = writesOf(change, tables, stored).map(({ item }) => item);
  if (items.length > MAX_TRANSACTION_WRITES || bytesOf(items) > MAX_TRANSACTION_BYTES) return { outcome: 'invalid' };
  if (change.decision) {
    const { ended } = await db.put({ TableName: tables.leads, Item: decisionToRow(change.decision) });
    if (ended !== 'written') return { outcome: 'invalid' };
  }
  const [ahead] = await Promise.all([
    writeDetailsAhead(leads, transitions, stored),
    keepLatestEvents(db, { table: tables.leads, transitions, states }),
    enterLeads(leads, transitions),
  ]);
  const outcome = await saveWrites(target, change, writesOf(change, tables, new Map([...stored, ...ahead])));
  if (outcome.outcome === 'done') await leaveLists(leads, transitions);
  else await takeBackEntries(leads, transitions, target.load);
  return outcome;
}

function asEntry<Value>(id: LeadId, value: Value | undefined): readonly (readonly [LeadId, Value])[] {
  return value === undefined ? [] : [[id, value]];
}

/** Gives details a row of their own, which the next state only names. @returns those that have one now */
async function writeDetailsAhead(
  leads: { readonly db: Database; readonly table: string },
  transitions: readonly LeadChange[],
  stored: ReadonlyMap<LeadId, StoredDetails>,
): Promise<readonly (readonly [LeadId, StoredDetails])[]> {
  const written = await Promise.all(
    transitions.map(async ({ after }) => {
      const ahead = detailsAheadOf({ after, storedDetails: stored.get(after.id) });
      if (!ahead) return [];
      const { ended } = await putIfOlder(leads, ahead.row, after.version);
      return ended === 'written' ? [[after.id, { digest: ahead.digest }] as const] : [];
    }),
  );
  return written.flat();
}

/** Writes what belongs together, and says what a refusal means. */
async function saveWrites(
  { db, tables, newToken }: CommitTarget,
  change: Commit,
  writes: readonly GuardedWrite[],
): Promise<CommitOutcome> {
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
