import { createLedger, type Ledger } from '../../domain/assignment/fairness/ledger.ts';
import type { TeamId } from '../../domain/ids.ts';
import type { LedgerAdjustment } from '../../ports/lead-store.ts';
import type { Database } from './database.ts';
import { keys } from './keys.ts';
import { readRow } from './read-row.ts';
import { readRows } from './readable-rows.ts';
import { AdjustmentRow, LedgerRow } from './rows.ts';

/**
 * Maximum number of adjustments returned for one decision. Each costs a write in its transaction, so a long list would
 * never fit. The rest follows with the next decision.
 */
const MAX_ADJUSTMENTS = 20;

/** Reads a team's ledger, and the adjustments that are still to be applied to it, oldest first. */
export async function readLedger(
  db: Database,
  table: string,
  team: TeamId,
): Promise<{ readonly ledger: Ledger; readonly owed: readonly LedgerAdjustment[] }> {
  const row = await db.get(table, keys.ledger(team));
  // Read after the ledger: any adjustment still listed now was not applied in the ledger version just read.
  const rows = await db.query({
    TableName: table,
    KeyConditionExpression: 'pk = :pk AND begins_with(sk, :owed)',
    ExpressionAttributeValues: { ':pk': keys.ledger(team).pk, ':owed': 'OWED#' },
  });
  const owed = readRows(db, AdjustmentRow, rows);
  return {
    ledger: row ? readRow(LedgerRow, row) : createLedger(team),
    owed: owed.sort((a, b) => (`${a.at} ${a.id}` < `${b.at} ${b.id}` ? -1 : 1)).slice(0, MAX_ADJUSTMENTS),
  };
}
