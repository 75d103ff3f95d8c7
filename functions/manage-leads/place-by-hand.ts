import { leadSummary } from '../../shared/api/lead-view.ts';
import { assignLead } from '../../shared/api/leads.ts';
import { type Route, serve } from '../../shared/runtime/http/route.ts';
import { placeLead } from '../../shared/use-cases/assignment/assign-manually.ts';
import type { Deps } from '../../shared/use-cases/deps.ts';
import { PLACE_PROBLEMS } from '../wiring/api-problems.ts';

type PlaceDeps = Pick<Deps, 'leads' | 'plans' | 'reps' | 'newId'>;

/** `PUT /v1/leads/{id}/assignment`: a person assigns the lead. */
export const placeByHand: Route<PlaceDeps> = serve(
  assignLead,
  async ({ params, body, principal, now }, deps: PlaceDeps) => {
    const by = principal.repId ?? principal.keyId;
    const placed = await placeLead({ leadId: params.id, ...body, by, now }, deps);
    if (placed.outcome === 'done') return { status: 200, body: leadSummary(placed.lead) };
    if (placed.outcome === 'refused') return PLACE_PROBLEMS[placed.because];
    if (placed.why.outcome === 'not_admitted') return PLACE_PROBLEMS.full;
    throw new Error(`an assignment was not saved: ${placed.why.outcome}`);
  },
);
