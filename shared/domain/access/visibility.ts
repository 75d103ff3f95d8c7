import type { RepId, TeamId } from '../ids.ts';
import { holdOf, type Lead, workItemOf } from '../lead/lead.ts';
import type { Plan } from '../plan/plan.ts';
import type { Rep } from '../team/rep.ts';

/**
 * How far a role reaches on a route. `own`: what is theirs. `teams`: what belongs to the teams that they manage, and what is
 * theirs. `all`: everything.
 */
export type Scope = 'own' | 'teams' | 'all';

/** What a caller sees and acts on. */
export type Visibility =
  | { readonly scope: 'all' }
  | { readonly scope: 'own'; readonly person: RepId }
  | { readonly scope: 'teams'; readonly person: RepId; readonly teams: ReadonlySet<TeamId> };

/**
 * Returns what a caller sees on a route. The teams of a manager are those of the active plan that name them as manager.
 * A key of a machine has no person, so nothing is theirs: it sees everything that its role reaches at all.
 */
export function visibilityOf(
  { scope, person }: { readonly scope: Scope; readonly person: RepId | undefined },
  plan: Pick<Plan, 'teams'> | undefined,
): Visibility {
  if (scope === 'all' || person === undefined) return { scope: 'all' };
  if (scope === 'own') return { scope, person };
  const managed = Object.values(plan?.teams ?? {}).filter(({ manager }) => manager === person);
  return { scope, person, teams: new Set(managed.map(({ id }) => id)) };
}

/** What of a lead decides who sees it. */
export interface LeadPlace {
  readonly owner?: RepId;
  readonly accountable?: RepId;
  /** The teams that have it or had it. */
  readonly teams: readonly TeamId[];
}

/** Returns where a lead belongs: to the team that has it, else to those that it was routed to or that qualified it. */
export function placeOfLead(lead: Lead): LeadPlace {
  const { stage, routing, credited, accountable } = lead;
  const hold = holdOf(lead);
  const now = hold?.team ?? workItemOf(lead)?.team;
  const last = stage.state === 'nurturing' ? stage.lastOwner : undefined;
  const before = [...(last ? [last.team] : []), ...credited.map(({ team }) => team), ...routedTeamsOf(routing)];
  return {
    owner: hold?.rep ?? (stage.state === 'closed' ? stage.owner : undefined),
    accountable,
    teams: now === undefined ? before : [now],
  };
}

function routedTeamsOf(routing: Lead['routing']): readonly TeamId[] {
  if (routing?.route.outcome !== 'assign') return [];
  return routing.route.targets.flatMap((target) => (target.kind === 'team' ? [target.team] : []));
}

/** Whether a caller sees and acts on a lead. Reps: theirs alone. */
export function canSeeLead(visibility: Visibility, { owner, accountable, teams }: LeadPlace): boolean {
  switch (visibility.scope) {
    case 'all':
      return true;
    case 'own':
      return owner === visibility.person;
    case 'teams':
      return [owner, accountable].includes(visibility.person) || teams.some((team) => visibility.teams.has(team));
  }
}

/** Whether a caller sees and acts on a rep. */
export function canSeeRep(visibility: Visibility, { id, teams }: Pick<Rep, 'id' | 'teams'>): boolean {
  if (visibility.scope === 'all' || id === visibility.person) return true;
  return visibility.scope === 'teams' && Object.keys(teams).some((team) => visibility.teams.has(team));
}

/** Returns the teams of a rep that a caller sees: all of their own, else those that they manage. */
export function visibleTeamsOf(visibility: Visibility, { id, teams }: Pick<Rep, 'id' | 'teams'>): readonly TeamId[] {
  const all = Object.keys(teams);
  const isSelf = visibility.scope !== 'all' && id === visibility.person;
  return isSelf ? all : all.filter((team) => canSeeTeam(visibility, team));
}

/** Whether a caller sees a team. */
export function canSeeTeam(visibility: Visibility, team: TeamId): boolean {
  return visibility.scope === 'all' || (visibility.scope === 'teams' && visibility.teams.has(team));
}
