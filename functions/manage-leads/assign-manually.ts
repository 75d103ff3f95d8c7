import { toLeadSummary } from '../../shared/api/lead-view.ts';
import type { leadRoutes } from '../../shared/api/leads.ts';
import { canSeeRep } from '../../shared/domain/access/visibility.ts';
import { actorIdOf } from '../../shared/runtime/auth/principal.ts';
import type { RouteHandler } from '../../shared/runtime/http/route.ts';
import * as useCase from '../../shared/use-cases/assignment/assign-manually.ts';
import type { Deps } from '../../shared/use-cases/deps.ts';
import { MANUAL_ASSIGNMENT_PROBLEMS } from '../wiring/api-problems.ts';
import { loadVisibleLead, NOT_YOUR_REP, visibilityFor } from '../wiring/visibility.ts';

type ManualAssignDeps = Pick<Deps, 'leads' | 'plans' | 'reps' | 'doNotContact' | 'newId'>;

/** `PUT /v1/leads/{id}/assignment`: a person assigns the lead; a manager one of their teams, to somebody in their teams. */
export const assignManually: RouteHandler<typeof leadRoutes.assignManually, ManualAssignDeps> = async (
  { params, body, principal, now },
  deps,
) => {
  const visibility = await visibilityFor('assignManually', principal, deps);
  if (visibility.scope !== 'all') {
    const [seen, rep] = await Promise.all([loadVisibleLead(params.id, visibility, deps), deps.reps.get(body.rep)]);
    if ('problem' in seen) return seen.problem;
    if (rep && !canSeeRep(visibility, rep)) return NOT_YOUR_REP;
  }
  const by = actorIdOf(principal);
  const result = await useCase.assignManually({ leadId: params.id, ...body, by, now }, deps);
  if (result.outcome === 'done') return { status: 200, body: toLeadSummary(result.lead) };
  if (result.outcome === 'refused') return MANUAL_ASSIGNMENT_PROBLEMS[result.because];
  if (result.why.outcome === 'not_admitted') return MANUAL_ASSIGNMENT_PROBLEMS.full;
  throw new Error(`an assignment was not saved: ${result.why.outcome}`);
};
