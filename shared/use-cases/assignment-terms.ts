import type { AssignmentTerms } from '../domain/assignment.ts';
import { slaOf } from '../domain/assignment.ts';
import type { RepId, TeamId } from '../domain/ids.ts';
import type { Lead } from '../domain/lead.ts';
import type { Plan, Team } from '../domain/plan/plan.ts';
import type { Rep } from '../domain/rep.ts';
import { scheduleOf } from '../domain/schedule.ts';
import type { Deps } from './deps.ts';

type PolicyDeps = Pick<Deps, 'plans'>;

/** The plan pinned to a lead, or the active one while it has none. @throws when a pinned version is gone: versions are immutable. */
export async function planOf(lead: Pick<Lead, 'routing'>, deps: PolicyDeps): Promise<Plan | undefined> {
  if (!lead.routing) return (await deps.plans.active())?.plan;
  const pinned = await deps.plans.version(lead.routing.plan);
  if (!pinned) throw new Error(`plan version ${lead.routing.plan} is pinned to a lead but not stored`);
  return pinned.plan;
}

/** A team as the active plan has it; as the given plan has it when the active one dropped it. */
export async function teamOf(team: TeamId, pinned: Plan | undefined, deps: PolicyDeps): Promise<Team | undefined> {
  return (await deps.plans.active())?.plan.teams[team] ?? pinned?.teams[team];
}

/** Everything the deadlines of one rep's assignment depend on; undefined when the rep or the plan is not known. */
export async function termsFor(
  lead: Lead,
  options: { readonly rep: RepId; readonly team: TeamId; readonly placedBy: 'robot' | 'person' },
  deps: Pick<Deps, 'plans' | 'reps'>,
): Promise<AssignmentTerms | undefined> {
  const plan = await planOf(lead, deps);
  const rep = await deps.reps.get(options.rep);
  if (!plan || !rep) return undefined;
  const team = await teamOf(options.team, plan, deps);
  if (!team) return undefined;
  return {
    plan,
    sla: slaOf(plan, lead),
    rep,
    schedule: await scheduleFor(rep, team, plan, deps),
    placedBy: options.placedBy,
  };
}

/** A rep's schedule in a team, with the holidays of their region. */
export async function scheduleFor(
  rep: Rep,
  team: Team,
  plan: Plan,
  deps: Pick<Deps, 'reps'>,
): Promise<AssignmentTerms['schedule']> {
  const holidays = rep.holidayRegion ? await deps.reps.holidays(rep.holidayRegion) : [];
  return scheduleOf({ rep, team, calendars: plan.calendars, holidays });
}
