import type { CrmDeal } from '../../domain/crm/crm-change.ts';
import { recordDeal } from '../answers/record-deal.ts';
import { leadsOfRecords } from './lead-of-record.ts';
import type { ReadingContext, ReadingDeps, TakenChange } from './reading-deps.ts';

/** Records a deal that was won or lost in the CRM, once for each lead that it is about. */
export async function takeDeal(
  { id, outcome, at, amount, currency, about }: CrmDeal,
  { settings: { system }, now }: Pick<ReadingContext, 'settings' | 'now'>,
  deps: ReadingDeps,
): Promise<readonly TakenChange[]> {
  const taken: TakenChange[] = [];
  for (const { lead } of await leadsOfRecords(about, system, deps)) {
    const { outcome: became } = await recordDeal(
      {
        lead,
        id,
        outcome,
        at: at > now ? now : at,
        ...(amount !== undefined && { amount }),
        ...(currency !== undefined && { currency }),
        via: system,
        key: `deal:${deps.hash(JSON.stringify([system, id]))}`,
      },
      now,
      deps,
    );
    taken.push({ outcome: became === 'closed' ? 'lead_closed' : 'other', leadId: lead });
  }
  return taken;
}
