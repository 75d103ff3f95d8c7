import type { Instant } from '../../domain/instant.ts';
import type { Lead } from '../../domain/lead/lead.ts';
import type { Assigned, Working } from '../../domain/lead/stage.ts';
import { bandOf } from '../../domain/sources/import-list.ts';
import type { LedgerAdjustment } from '../../ports/lead-store.ts';

/** The turn comes back to the owner, as an entry with a reason; only for a lead that a turn was taken for. */
export function turnGivenBack(
  lead: Lead,
  held: Assigned | Working,
  entry: { readonly reason: string; readonly at: Instant; readonly id: string },
): LedgerAdjustment | undefined {
  if (held.decision === undefined || held.charged === false) return undefined;
  const { owner: rep, team, band = bandOf(lead) } = held;
  return { ...entry, team, rep, kind: 'give_back', band, lead: lead.id };
}
