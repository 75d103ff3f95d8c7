import type { CrmDeal } from '../../domain/crm/crm-change.ts';
import type { LeadId } from '../../domain/ids.ts';
import { dealKeyOf } from '../../domain/lead/open-deal.ts';
import { followOpenDeal } from '../answers/follow-open-deal.ts';
import { recordDeal } from '../answers/record-deal.ts';
import { leadsOfRecords } from './lead-of-record.ts';
import type { ReadingContext, ReadingDeps, TakenChange } from './reading-deps.ts';

/** Takes a deal of the CRM: one that was won or lost may end each lead that it is about, an open one is work of its rep. */
export async function takeDeal(
  deal: CrmDeal,
  context: Pick<ReadingContext, 'settings' | 'now' | 'repOf'>,
  deps: ReadingDeps,
): Promise<readonly TakenChange[]> {
  const { settings, now, repOf } = context;
  const leads = (await leadsOfRecords(deal.about, settings.system, deps)).map(({ lead }) => lead);
  const ended = await takeEnd(deal, leads, context, deps);
  const rep = repOf(deal.user);
  const { stage } = deal;
  const isWork = deal.outcome === 'open' && rep !== undefined && stage !== undefined;
  const key = dealKeyOf(settings.system, deal.id);
  const place = { key, leads, via: settings.system, ...(isWork && { open: { rep, stage } }) };
  const followed = await followOpenDeal(place, now, deps);
  return [...ended, ...followed.map((leadId) => ({ outcome: 'deal_moved', leadId }) as const)];
}

/** Records a deal that was won or lost, once for each lead. */
async function takeEnd(
  { id, outcome, at, amount, currency }: CrmDeal,
  leads: readonly LeadId[],
  { settings: { system }, now }: Pick<ReadingContext, 'settings' | 'now'>,
  deps: ReadingDeps,
): Promise<readonly TakenChange[]> {
  if (outcome !== 'won' && outcome !== 'lost') return [];
  const taken: TakenChange[] = [];
  for (const lead of leads) {
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
