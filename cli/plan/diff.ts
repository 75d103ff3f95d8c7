import type { Instant } from '../../shared/domain/instant.ts';
import type { Plan } from '../../shared/domain/plan/plan.ts';
import { findPlanChanges, type PlanChange } from '../../shared/domain/plan-diff/plan-changes.ts';
import {
  type CountChange,
  compareRoutes,
  countChanges,
  destinationOf,
  type RouteChanges,
} from '../../shared/domain/plan-diff/route-changes.ts';
import { type Turns, takeTurns } from '../../shared/domain/plan-diff/turn-changes.ts';
import type { Rep } from '../../shared/domain/team/rep.ts';
import type { SampleLead } from './sample-leads.ts';

/** How two plans differ, and what that does to leads. */
export interface PlanDiff {
  readonly changes: readonly PlanChange[];
  /** Absent when no leads were given. */
  readonly routes?: RouteChanges;
  /** Absent when no reps were given. */
  readonly turns?: TurnChanges;
}

/** Who gets the leads if everybody is always at work and nobody has a cap. */
interface TurnChanges {
  /** Leads that get another rep. */
  readonly otherRep: number;
  /** Leads by team and rep. */
  readonly reps: readonly CountChange[];
  /** Leads that no rep takes, so that somebody reviews them. */
  readonly withoutRep: Omit<CountChange, 'name'>;
  /** By how many leads, at most, a rep of a team got more or less than their share. */
  readonly unfairness: readonly CountChange[];
}

/** Compares two plans by what they say and, where given, by leads and reps. */
export function diffPlans(options: {
  readonly before: Plan;
  readonly after: Plan;
  readonly leads?: readonly SampleLead[];
  readonly reps?: readonly Rep[];
  readonly now: Instant;
}): PlanDiff {
  const { before, after, leads, reps, now } = options;
  const changes = findPlanChanges(before, after);
  if (!leads) return { changes };
  const [old, next] = [before, after].map((plan) =>
    leads.map(({ lead, featuresFor }) => ({ lead, features: featuresFor(plan) })),
  );
  const routes = compareRoutes(
    (old ?? []).map(({ lead, features }, at) => ({
      lead,
      before: destinationOf(features, before),
      after: destinationOf(next?.[at]?.features ?? features, after),
    })),
  );
  if (!reps) return { changes, routes };
  const turnsBefore = takeTurns({ leads: old ?? [], plan: before, reps, now });
  const turnsAfter = takeTurns({ leads: next ?? [], plan: after, reps, now });
  return { changes, routes, turns: compareTurns(turnsBefore, turnsAfter, leads) };
}

function compareTurns(before: Turns, after: Turns, leads: readonly SampleLead[]): TurnChanges {
  const pairs = leads.map(({ lead }) => ({ before: before.owners.get(lead), after: after.owners.get(lead) }));
  const teams = [...new Set([...Object.keys(before.unfairness), ...Object.keys(after.unfairness)])].sort();
  return {
    otherRep: pairs.filter((pair) => pair.before?.rep !== pair.after?.rep).length,
    reps: countChanges(pairs, (one) => one && `${one.team} ${one.rep}`),
    withoutRep: {
      before: pairs.filter((pair) => !pair.before).length,
      after: pairs.filter((pair) => !pair.after).length,
    },
    unfairness: teams.map((name) => ({
      name,
      before: before.unfairness[name] ?? 0,
      after: after.unfairness[name] ?? 0,
    })),
  };
}
