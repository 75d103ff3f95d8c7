import type { TeamId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Lead } from '../../domain/lead/lead.ts';
import type { Deps } from '../deps.ts';
import { planOf } from './assignment-terms.ts';
import { sendToCatchAll } from './fall-back.ts';

/**
 * Moves leads that as many reps have refused as the plan's `limits.refuse` allows from the team's queue to the catch-all
 * queue, whose owner is told. Without this, a lead that nobody wants would go through a large team, one rep a refusal.
 * @returns the other leads
 */
export async function removeRefused(
  leads: readonly Lead[],
  at: { readonly team: TeamId; readonly now: Instant },
  deps: Pick<Deps, 'leads' | 'plans' | 'newId'>,
): Promise<readonly Lead[]> {
  const left: Lead[] = [];
  for (const lead of leads) {
    const refusals = lead.refusedBy?.length ?? 0;
    const plan = refusals > 0 ? await planOf(lead, deps) : undefined;
    if (plan && refusals >= plan.limits.refuse)
      await sendToCatchAll({ lead: lead.id, ...at, because: 'refusals' }, deps);
    else left.push(lead);
  }
  return left;
}
