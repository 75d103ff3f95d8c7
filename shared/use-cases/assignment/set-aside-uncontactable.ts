import type { TeamId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Lead } from '../../domain/lead/lead.ts';
import { contactBudgetOf } from '../../domain/nurture/contact-budget.ts';
import type { Deps } from '../deps.ts';
import { planOf } from './assignment-terms.ts';
import { sendToCatchAll } from './fall-back.ts';

/**
 * Moves leads whose person may not be contacted now from the team's queue to the catch-all queue, where a person
 * decides. The system never assigns such a lead.
 * @returns the other leads
 */
export async function removeUncontactable(
  leads: readonly Lead[],
  at: { readonly team: TeamId; readonly now: Instant },
  deps: Pick<Deps, 'leads' | 'plans' | 'newId'>,
): Promise<readonly Lead[]> {
  const left: Lead[] = [];
  for (const lead of leads) {
    const plan = lead.contacts.length > 0 ? await planOf(lead, deps) : undefined;
    if (plan && contactBudgetOf(lead, plan.recycling, at.now)?.left === 0)
      await sendToCatchAll({ lead: lead.id, ...at, because: 'contacts' }, deps);
    else left.push(lead);
  }
  return left;
}
