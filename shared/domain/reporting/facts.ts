import type { WorkSchedule } from '../business-hours/calendar.ts';
import type { RepId, TeamId } from '../ids.ts';
import type { Lead } from '../lead/lead.ts';
import { ownValue } from '../own-value.ts';
import type { Plan } from '../plan/plan.ts';

/**
 * Data that counting needs and events do not carry. Fixed since the event, because it never changes: the lead's own
 * times and source, and plans, which are immutable per version. As of the time of counting: what is known about the
 * lead (corrected when that changes), and the owner's hours and leaves.
 */
export interface CountingFacts {
  readonly lead: Pick<
    Lead,
    'version' | 'source' | 'test' | 'receivedAt' | 'submittedAt' | 'features' | 'guessedFields' | 'account'
  >;
  /** The plan versions the lead was routed by. */
  readonly plans: ReadonlyMap<number, Pick<Plan, 'teams' | 'fields'>>;
  /** Work schedules of owners by team, by {@link scheduleKeyOf}; missing for owners whose row no longer exists. */
  readonly schedules: ReadonlyMap<string, WorkSchedule>;
}

/** Returns the key of a rep's schedule in a team. */
export function scheduleKeyOf(rep: RepId, team: TeamId): string {
  return JSON.stringify([rep, team]);
}

/** Returns how a plan version chooses owners in a team; undefined if it has no such team. */
export function turnStrategyOf(
  facts: Pick<CountingFacts, 'plans'>,
  plan: number | undefined,
  team: TeamId,
): string | undefined {
  return plan === undefined ? undefined : ownValue(facts.plans.get(plan)?.teams, team)?.turn;
}
