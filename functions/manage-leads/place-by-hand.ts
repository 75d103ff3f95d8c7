import { toLeadSummary } from '../../shared/api/lead-view.ts';
import { assignLead } from '../../shared/api/leads.ts';
import { type ApiRoute, bindRoute } from '../../shared/runtime/http/route.ts';
import { assignManually } from '../../shared/use-cases/assignment/assign-manually.ts';
import type { Deps } from '../../shared/use-cases/deps.ts';
import { MANUAL_ASSIGNMENT_PROBLEMS } from '../wiring/api-problems.ts';

type ManualAssignDeps = Pick<Deps, 'leads' | 'plans' | 'reps' | 'newId'>;

/** `PUT /v1/leads/{id}/assignment`: a person assigns the lead. */
export const assignByApi: ApiRoute<ManualAssignDeps> = bindRoute(
  assignLead,
  async ({ params, body, principal, now }, deps: ManualAssignDeps) => {
    const by = principal.repId ?? principal.keyId;
    const result = await assignManually({ leadId: params.id, ...body, by, now }, deps);
    if (result.outcome === 'done') return { status: 200, body: toLeadSummary(result.lead) };
    if (result.outcome === 'refused') return MANUAL_ASSIGNMENT_PROBLEMS[result.because];
    if (result.why.outcome === 'not_admitted') return MANUAL_ASSIGNMENT_PROBLEMS.full;
    throw new Error(`an assignment was not saved: ${result.why.outcome}`);
  },
);
