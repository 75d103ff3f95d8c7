import type { UnacceptedHandoff } from '../../domain/handoff/return-handoff.ts';
import type { RepId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import { holdOf, type Lead } from '../../domain/lead/lead.ts';
import type { Plan } from '../../domain/plan/plan.ts';
import { managerOf } from '../assignment/assignment-terms.ts';
import type { Deps } from '../deps.ts';

/** What returning a handoff needs. */
export type HandoffContext = Pick<UnacceptedHandoff, 'handoff' | 'isGiverAvailable' | 'managerOf'>;

/**
 * Returns the context for returning a lead that was handed off and is not accepted yet; undefined once it is accepted.
 */
export async function handoffContextOf(
  lead: Lead,
  plan: Plan,
  now: Instant,
  deps: Pick<Deps, 'plans' | 'reps'>,
): Promise<HandoffContext | undefined> {
  const { handoff } = lead;
  if (handoff?.state !== 'offered' || holdOf(lead)?.rep === handoff.handedOffBy) return undefined;
  const giver = await deps.reps.get(handoff.handedOffBy);
  const away = giver?.leaves.some(({ from, until }) => from <= now && now < until);
  const managers = new Map<string, RepId>();
  for (const team of [handoff.fromTeam, handoff.fallbackTeam]) {
    if (team !== undefined) managers.set(team, await managerOf(team, plan, deps));
  }
  return {
    handoff,
    isGiverAvailable: giver?.active === true && away !== true,
    managerOf: (team) => managers.get(team) ?? plan.owner,
  };
}
