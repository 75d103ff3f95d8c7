import type { TeamId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Lead } from '../../domain/lead/lead.ts';
import { contactBudget } from '../../domain/nurture/contact-budget.ts';
import type { Deps } from '../deps.ts';
import { planOf } from './assignment-terms.ts';
import { setAside } from './fall-back.ts';

/**
 * Robots hand nobody a lead whose person we may not contact: it leaves the team's queue for the catch-all, where a person decides.
 * @returns the other leads.
 */
export async function setAsideUncontactable(
  leads: readonly Lead[],
  at: { readonly team: TeamId; readonly now: Instant },
  deps: Pick<Deps, 'leads' | 'plans' | 'newId'>,
): Promise<readonly Lead[]> {
  const left: Lead[] = [];
  for (const lead of leads) {
    const plan = lead.contacts.length > 0 ? await planOf(lead, deps) : undefined;
    if (plan && contactBudget(lead, plan.recycling, at.now)?.left === 0)
      await setAside({ lead: lead.id, ...at, because: 'contacts' }, deps);
    else left.push(lead);
  }
  return left;
}
