import { type repRoutes, toRepView } from '../../shared/api/reps.ts';
import { type teamRoutes, toLedgerView, toMemberView } from '../../shared/api/teams.ts';
import { canSeeRep, canSeeTeam } from '../../shared/domain/access/visibility.ts';
import { ownValue } from '../../shared/domain/own-value.ts';
import { problem } from '../../shared/runtime/http/problem.ts';
import type { RouteHandler } from '../../shared/runtime/http/route.ts';
import type { Deps } from '../../shared/use-cases/deps.ts';
import { NOT_YOUR_REP, NOT_YOUR_TEAM, visibilityFor } from '../wiring/visibility.ts';

/** There is no such rep. */
export const NO_SUCH_REP = problem('not-found', 'There is no rep with this id.');

type ShowDeps = Pick<Deps, 'reps' | 'leads' | 'plans'>;

/** `GET /v1/reps/{id}`: a rep may see only themselves, a manager the reps of their teams. */
export const getRep: RouteHandler<typeof repRoutes.getRep, ShowDeps> = async ({ params, principal }, deps) => {
  const visibility = await visibilityFor('getRep', principal, deps);
  if (visibility.scope === 'own' && visibility.person !== params.id)
    return problem('forbidden', 'A rep may see only themselves.');
  const [rep, load] = await Promise.all([deps.reps.get(params.id), deps.reps.loadOf(params.id)]);
  if (!rep) return NO_SUCH_REP;
  return canSeeRep(visibility, rep) ? { status: 200, body: toRepView(rep, load) } : NOT_YOUR_REP;
};

const NO_SUCH_TEAM = problem('not-found', 'The active plan has no such team.');

/** `GET /v1/teams/{id}/reps`. */
export const listMembers: RouteHandler<typeof teamRoutes.listMembers, ShowDeps> = async (
  { params, principal, now },
  deps,
) => {
  const team = ownValue((await deps.plans.active())?.plan.teams, params.id);
  if (team === undefined) return NO_SUCH_TEAM;
  if (!canSeeTeam(await visibilityFor('listMembers', principal, deps), team.id)) return NOT_YOUR_TEAM;
  const { members, isComplete } = await deps.reps.membersOf(team.id);
  if (!isComplete) return problem('unavailable', 'The row of a member cannot be read; the alarm says which.');
  const reps = members.map((member) => toMemberView(member, team, now)).sort((a, b) => (a.id < b.id ? -1 : 1));
  return { status: 200, body: { team: team.id, reps } };
};

/** `GET /v1/teams/{id}/ledger`. */
export const getLedger: RouteHandler<typeof teamRoutes.getLedger, ShowDeps> = async ({ params, principal }, deps) => {
  const active = await deps.plans.active();
  if (ownValue(active?.plan.teams, params.id) === undefined) return NO_SUCH_TEAM;
  if (!canSeeTeam(await visibilityFor('getLedger', principal, deps), params.id)) return NOT_YOUR_TEAM;
  const { ledger, owed } = await deps.leads.ledger(params.id);
  return { status: 200, body: toLedgerView(ledger, owed.length) };
};
