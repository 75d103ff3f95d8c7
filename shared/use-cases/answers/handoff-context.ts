import type { NotTaken } from '../../domain/handoff/return-handoff.ts';
import type { RepId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import { holdOf, type Lead } from '../../domain/lead/lead.ts';
import type { Plan } from '../../domain/plan/plan.ts';
import { managerOf } from '../assignment/assignment-terms.ts';
import type { Deps } from '../deps.ts';

/** What returning a handoff needs. */
export type WayBack = Pick<NotTaken, 'handoff' | 'giverIsThere' | 'managerOf'>;

/**
 * Returns the context for returning a lead that was handed off and is not accepted yet; undefined once it is accepted.
 */
export async function wayBackOf(
  lead: Lead,
  plan: Plan,
  now: Instant,
  deps: Pick<Deps, 'plans' | 'reps'>,
): Promise<WayBack | undefined> {
  const { handoff } = lead;
  if (handoff?.state !== 'offered' || holdOf(lead)?.rep === handoff.by) return undefined;
  const giver = await deps.reps.get(handoff.by);
  const away = giver?.leaves.some(({ from, until }) => from <= now && now < until);
  const managers = new Map<string, RepId>();
  for (const team of [handoff.from, handoff.otherwise]) {
    if (team !== undefined) managers.set(team, await managerOf(team, plan, deps));
  }
  return {
    handoff,
    giverIsThere: giver?.active === true && away !== true,
    managerOf: (team) => managers.get(team) ?? plan.owner,
  };
}
