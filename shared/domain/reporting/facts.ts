import type { WorkSchedule } from '../business-hours/calendar.ts';
import type { RepId, TeamId } from '../ids.ts';
import type { Lead } from '../lead/lead.ts';
import type { Plan } from '../plan/plan.ts';

/**
 * What events do not say and counting needs. Of the event's moment, since it never changes: the lead's own times and source, and
 * plans, which are immutable by version. Of the moment of counting: what is known about the lead (put right when that changes), and
 * the owner's hours and leaves.
 */
export interface Facts {
  readonly lead: Pick<Lead, 'source' | 'test' | 'receivedAt' | 'submittedAt' | 'features' | 'guessed' | 'account'>;
  /** The versions that the lead was routed by. */
  readonly plans: ReadonlyMap<number, Pick<Plan, 'teams' | 'fields'>>;
  /** When an owner works for a team, by {@link scheduleKey}; of whom no row is left, nothing. */
  readonly schedules: ReadonlyMap<string, WorkSchedule>;
}

/** Under what a rep's schedule in a team stands. */
export function scheduleKey(rep: RepId, team: TeamId): string {
  return JSON.stringify([rep, team]);
}

/** How owners are chosen in a team by a version of the plan; undefined when it has no such team. */
export function turnOf(facts: Pick<Facts, 'plans'>, plan: number | undefined, team: TeamId): string | undefined {
  return plan === undefined ? undefined : facts.plans.get(plan)?.teams[team]?.turn;
}
