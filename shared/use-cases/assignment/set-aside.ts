import type { TeamId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Lead } from '../../domain/lead/lead.ts';
import { contactBudgetOf } from '../../domain/nurture/contact-budget.ts';
import type { Plan } from '../../domain/plan/plan.ts';
import type { Deps } from '../deps.ts';
import { planOf } from './assignment-terms.ts';
import { sendToCatchAll } from './fall-back.ts';

/**
 * Moves leads that the system may not assign from the team's queue to the catch-all queue, whose owner is told: those
 * whose person may not be contacted now, and those that as many reps have refused as `limits.refuse` allows. Without
 * that limit, a lead that nobody wants would go through a large team, one rep a refusal.
 * @returns the other leads
 */
export async function setAsideUnassignable(
  leads: readonly Lead[],
  at: { readonly team: TeamId; readonly now: Instant },
  deps: Pick<Deps, 'leads' | 'plans' | 'newId'>,
): Promise<readonly Lead[]> {
  const left: Lead[] = [];
  for (const lead of leads) {
    // Most leads have neither contacts nor refusals, and need no plan here.
    const plan = lead.contacts.length > 0 || lead.refusedBy ? await planOf(lead, deps) : undefined;
    const because = plan && reasonToSetAside(lead, plan, at.now);
    if (because === undefined) left.push(lead);
    else await sendToCatchAll({ lead: lead.id, ...at, because }, deps);
  }
  return left;
}

function reasonToSetAside(lead: Lead, plan: Plan, now: Instant): 'contacts' | 'refusals' | undefined {
  if (contactBudgetOf(lead, plan.recycling, now)?.left === 0) return 'contacts';
  return (lead.refusedBy?.length ?? 0) >= plan.limits.refuse ? 'refusals' : undefined;
}
