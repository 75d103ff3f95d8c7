import type { OpenDeal } from '../lead/open-deal.ts';
import type { Assigned, Working } from '../lead/stage.ts';
import { ownValue } from '../own-value.ts';
import type { Plan } from '../plan/plan.ts';

/**
 * Returns how many slots a lead that is worked on takes: those of the stages of its owner's open deals or, without such a
 * deal, the part for how far the lead is. Without weights for deals it never grows. A lead that took no slot takes none.
 */
export function slotsOfWork(
  { weight, owner }: Pick<Assigned | Working, 'weight' | 'owner'>,
  { capacity }: Pick<Plan, 'capacity'>,
  { isQualified, deals = [] }: { readonly isQualified: boolean; readonly deals?: readonly OpenDeal[] },
): number {
  if (!capacity || weight === 0) return weight;
  const part = isQualified ? capacity.qualified : capacity.working;
  const { deal } = capacity;
  if (!deal) return Math.min(weight, part);
  const own = deals.filter(({ rep }) => rep === owner);
  if (own.length === 0) return part;
  return own.reduce((sum, { stage }) => sum + (ownValue(deal.stages, stage) ?? deal.otherwise), 0);
}
