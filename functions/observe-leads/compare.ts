import { getAgreement, recordObservations } from '../../shared/runtime/api/observations.ts';
import { type Route, serve } from '../../shared/runtime/route.ts';
import type { Deps } from '../../shared/use-cases/deps.ts';
import { readAgreement } from '../../shared/use-cases/read-agreement.ts';
import { recordObservation } from '../../shared/use-cases/record-observation.ts';

type CompareDeps = Pick<Deps, 'leads' | 'reps' | 'plans' | 'observations' | 'newId'>;

/** `POST /v1/observations`: each on its own, so that one unknown lead does not keep the others back. */
export const tellObservations: Route<CompareDeps> = serve(
  recordObservations,
  async ({ body, principal, now }, deps: CompareDeps) => {
    const by = principal.repId ?? principal.keyId;
    const observations = [];
    for (const { lead: given, externalId = '', ...told } of body.observations) {
      const lead = given ?? (await deps.leads.leadOfExternalId(externalId));
      const outcome = lead === undefined ? 'no_such_lead' : await recordObservation({ lead, ...told, by, now }, deps);
      observations.push({ lead, outcome });
    }
    return { status: 200, body: { observations } };
  },
);

/** `GET /v1/observations/agreement`. */
export const showAgreement: Route<CompareDeps> = serve(getAgreement, async ({ query }, deps: CompareDeps) => ({
  status: 200,
  body: { ...query, ...(await readAgreement(query, deps)) },
}));
