import type { Instant } from '../../domain/instant.ts';
import type { Lead } from '../../domain/lead/lead.ts';
import type { Assigned, Working } from '../../domain/lead/stage.ts';
import { ledgerBandOf } from '../../domain/sources/import-list.ts';
import type { LedgerAdjustment } from '../../ports/lead-store.ts';

/**
 * Returns the ledger adjustment that credits the owner's turn back, with a reason; undefined if the lead took no turn.
 */
export function creditBack(
  lead: Lead,
  held: Assigned | Working,
  entry: { readonly reason: string; readonly at: Instant; readonly id: string },
): LedgerAdjustment | undefined {
  if (held.decision === undefined || held.charged === false) return undefined;
  const { owner: rep, team, band = ledgerBandOf(lead) } = held;
  return { ...entry, team, rep, kind: 'give_back', band, lead: lead.id };
}
