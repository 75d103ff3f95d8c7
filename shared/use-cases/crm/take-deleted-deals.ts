import type { Instant } from '../../domain/instant.ts';
import { dealKeyOf } from '../../domain/lead/open-deal.ts';
import { followOpenDeal } from '../answers/follow-open-deal.ts';
import type { ReadingDeps, TakenChange } from './reading-deps.ts';

/**
 * Takes the weight of deals that were deleted in the CRM from the reps who had them. The CRM is asked whether they are
 * deleted. While it does not answer, nothing happens: their weight goes with the lead then.
 * @param deals the CRM's ids
 * @throws when a store fails
 */
export async function takeDeletedDeals(
  deals: readonly string[],
  now: Instant,
  deps: ReadingDeps,
): Promise<readonly TakenChange[]> {
  const connection = deals.length === 0 ? undefined : await deps.connection();
  if (!connection || (await deps.mode()) === 'shadow') return [];
  const { system } = connection.settings;
  const deleted = await connection.changes.deletedDeals(deals);
  if (!deleted.ok) return [];
  const taken: TakenChange[] = [];
  for (const id of deleted.value) {
    const changed = await followOpenDeal({ key: dealKeyOf(system, id), leads: [], via: system }, now, deps);
    taken.push(...changed.map((leadId) => ({ outcome: 'deal_moved', leadId }) as const));
  }
  return taken;
}
