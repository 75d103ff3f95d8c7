import { toLeadSummary } from '../../shared/api/lead-view.ts';
import type { leadRoutes } from '../../shared/api/leads.ts';
import { actorIdOf } from '../../shared/runtime/auth/principal.ts';
import type { RouteHandler } from '../../shared/runtime/http/route.ts';
import * as useCase from '../../shared/use-cases/assignment/assign-manually.ts';
import type { Deps } from '../../shared/use-cases/deps.ts';
import { MANUAL_ASSIGNMENT_PROBLEMS } from '../wiring/api-problems.ts';

type ManualAssignDeps = Pick<Deps, 'leads' | 'plans' | 'reps' | 'doNotContact' | 'newId'>;

/** `PUT /v1/leads/{id}/assignment`: a person assigns the lead. */
export const assignManually: RouteHandler<typeof leadRoutes.assignManually, ManualAssignDeps> = async (
  { params, body, principal, now },
  deps,
) => {
  const by = actorIdOf(principal);
  const result = await useCase.assignManually({ leadId: params.id, ...body, by, now }, deps);
  if (result.outcome === 'done') return { status: 200, body: toLeadSummary(result.lead) };
  if (result.outcome === 'refused') return MANUAL_ASSIGNMENT_PROBLEMS[result.because];
  if (result.why.outcome === 'not_admitted') return MANUAL_ASSIGNMENT_PROBLEMS.full;
  throw new Error(`an assignment was not saved: ${result.why.outcome}`);
};
