import type { AssignmentTerms } from '../../domain/assignment/assignment-stages.ts';
import { slaOf } from '../../domain/follow-up/sla-of-lead.ts';
import { acceptTermsOf } from '../../domain/handoff/handoff.ts';
import type { RepId, TeamId } from '../../domain/ids.ts';
import type { Lead } from '../../domain/lead/lead.ts';
import type { ActorKind } from '../../domain/lead/stage.ts';
import { ownValue } from '../../domain/own-value.ts';
import type { Plan } from '../../domain/plan/plan.ts';
import type { Team } from '../../domain/plan/team.ts';
import type { Rep } from '../../domain/team/rep.ts';
import { workScheduleOf } from '../../domain/team/schedule.ts';
import type { Deps } from '../deps.ts';

type PlanDeps = Pick<Deps, 'plans'>;

/**
 * Returns the plan pinned to a lead, or the active one before routing.
 * @throws when a pinned version is missing: versions are immutable.
 */
export async function planOf(lead: Pick<Lead, 'routing'>, deps: PlanDeps): Promise<Plan | undefined> {
  if (!lead.routing) return (await deps.plans.active())?.plan;
  const pinned = await deps.plans.version(lead.routing.plan);
  if (!pinned) throw new Error(`plan version ${lead.routing.plan} is pinned to a lead but not stored`);
  return pinned.plan;
}

/** A team with the calendars of its plan. */
interface PlannedTeam {
  readonly team: Team;
  readonly calendars: Plan['calendars'];
}

/** Returns a team from the active plan, or from the given plan if the active one dropped it. */
export async function teamOf(team: TeamId, pinned: Plan | undefined, deps: PlanDeps): Promise<PlannedTeam | undefined> {
  for (const plan of [(await deps.plans.active())?.plan, pinned]) {
    const found = ownValue(plan?.teams, team);
    if (plan && found) return { team: found, calendars: plan.calendars };
  }
  return undefined;
}

/** Returns the manager of a team, or the plan's owner when no plan has the team any more. */
export async function managerOf(team: TeamId, plan: Plan, deps: PlanDeps): Promise<RepId> {
  return (await teamOf(team, plan, deps))?.team.manager ?? plan.owner;
}

/**
 * Returns everything the deadlines of a rep's assignment depend on; undefined when the rep is unknown or there has
 * never been a plan.
 */
export async function termsFor(
  lead: Lead,
  options: { readonly rep: RepId; readonly team: TeamId; readonly placedBy: ActorKind },
  deps: Pick<Deps, 'plans' | 'reps'>,
): Promise<AssignmentTerms | undefined> {
  const [plan, rep] = await Promise.all([planOf(lead, deps), deps.reps.get(options.rep)]);
  if (!plan || !rep) return undefined;
  const planned = await teamOf(options.team, plan, deps);
  return {
    plan,
    sla: slaOf(plan, lead),
    rep,
    schedule: await scheduleFor(rep, planned ?? { calendars: plan.calendars }, deps),
    placedBy: options.placedBy,
    ...acceptTermsOf(lead, rep.id),
    suppressNotification: lead.shadow,
  };
}

/** Returns a rep's schedule in a team, with the holidays of their region. */
export async function scheduleFor(
  rep: Rep,
  planned: Partial<PlannedTeam> & Pick<PlannedTeam, 'calendars'>,
  deps: Pick<Deps, 'reps'>,
): Promise<AssignmentTerms['schedule']> {
  const holidays = rep.holidayRegion ? await deps.reps.holidays(rep.holidayRegion) : [];
  return workScheduleOf({ rep, ...planned, holidays });
}
