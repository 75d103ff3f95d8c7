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
  const { pk, sk } = keys.ledger(team);
  // The ledger comes first: any adjustment still listed after it was not applied in the ledger version just read.
  const rows = await db.query({
    TableName: table,
    KeyConditionExpression: 'pk = :pk AND begins_with(sk, :ledger)',
    ExpressionAttributeValues: { ':pk': pk, ':ledger': sk },
  });
  const row = rows.find((one) => one.sk === sk);
  const owed = readRows(
    db,
    AdjustmentRow,
    rows.filter((one) => one !== row),
  );
  return {
    ledger: row ? readRow(LedgerRow, row) : createLedger(team),
    owed: owed.sort((a, b) => (`${a.at} ${a.id}` < `${b.at} ${b.id}` ? -1 : 1)).slice(0, MAX_ADJUSTMENTS),
  };
}
