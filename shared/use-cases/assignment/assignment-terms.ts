import type { AssignmentTerms } from '../../domain/assignment/assignment-stages.ts';
import { slaOf } from '../../domain/follow-up/sla-of-lead.ts';
import { acceptWithin } from '../../domain/handoff/handoff.ts';
import type { RepId, TeamId } from '../../domain/ids.ts';
import type { Lead } from '../../domain/lead/lead.ts';
import type { Plan, Team } from '../../domain/plan/plan.ts';
import type { Rep } from '../../domain/team/rep.ts';
import { scheduleOf } from '../../domain/team/schedule.ts';
import type { Deps } from '../deps.ts';

type PolicyDeps = Pick<Deps, 'plans'>;

/** The plan pinned to a lead, or the active one while it has none. @throws when a pinned version is gone: versions are immutable. */
export async function planOf(lead: Pick<Lead, 'routing'>, deps: PolicyDeps): Promise<Plan | undefined> {
  if (!lead.routing) return (await deps.plans.active())?.plan;
  const pinned = await deps.plans.version(lead.routing.plan);
  if (!pinned) throw new Error(`plan version ${lead.routing.plan} is pinned to a lead but not stored`);
  return pinned.plan;
}

/** A team with the calendars of the plan that it is from. */
interface PlannedTeam {
  readonly team: Team;
  readonly calendars: Plan['calendars'];
}

/** A team as the active plan has it; as the given plan has it when the active one dropped it. */
export async function teamOf(
  team: TeamId,
  pinned: Plan | undefined,
  deps: PolicyDeps,
): Promise<PlannedTeam | undefined> {
  for (const plan of [(await deps.plans.active())?.plan, pinned]) {
    const found = plan?.teams[team];
    if (plan && found) return { team: found, calendars: plan.calendars };
  }
  return undefined;
}

/** Who manages a team; the plan's owner when no plan has the team any more. */
export async function managerOf(team: TeamId, plan: Plan, deps: PolicyDeps): Promise<RepId> {
  return (await teamOf(team, plan, deps))?.team.manager ?? plan.owner;
}

/** Everything the deadlines of one rep's assignment depend on; undefined when the rep is not known or there never was a plan. */
export async function termsFor(
  lead: Lead,
  options: { readonly rep: RepId; readonly team: TeamId; readonly placedBy: 'robot' | 'person' },
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
    acceptWithinSeconds: acceptWithin(lead, rep.id),
    untold: lead.observed,
  };
}

/** A rep's schedule in a team, with the holidays of their region. */
export async function scheduleFor(
  rep: Rep,
  planned: Partial<PlannedTeam> & Pick<PlannedTeam, 'calendars'>,
  deps: Pick<Deps, 'reps'>,
): Promise<AssignmentTerms['schedule']> {
  const holidays = rep.holidayRegion ? await deps.reps.holidays(rep.holidayRegion) : [];
  return scheduleOf({ rep, ...planned, holidays });
}
