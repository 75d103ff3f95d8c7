import {
  getAgreement,
  type NewObservation,
  type RecordedObservation,
  recordObservations,
} from '../../shared/api/observations.ts';
import { type Route, serve } from '../../shared/runtime/http/route.ts';
import type { Deps } from '../../shared/use-cases/deps.ts';
import { readAgreement } from '../../shared/use-cases/shadow/read-comparison.ts';
import { recordObservation } from '../../shared/use-cases/shadow/record-incumbent-owner.ts';
import { eachByItself } from '../wiring/each-by-itself.ts';

type CompareDeps = Pick<Deps, 'leads' | 'reps' | 'plans' | 'observations' | 'newId'>;

/** `POST /v1/observations`: records each observation on its own; one that fails does not block the others. */
export const tellObservations: Route<CompareDeps> = serve(
  recordObservations,
  async ({ body, principal, now, log }, deps: CompareDeps) => {
    const by = principal.repId ?? principal.keyId;
    const observations = await eachByItself<NewObservation, RecordedObservation>(body.observations, {
      async take({ lead: given, externalId = '', ...told }) {
        const lead = given ?? (await deps.leads.leadOfExternalId(externalId));
        const outcome = lead === undefined ? 'no_such_lead' : await recordObservation({ lead, ...told, by, now }, deps);
        return { lead, outcome };
      },
      failed(error) {
        log.error('observation_failed', { error });
        return { outcome: 'failed' };
      },
    });
    return { status: 200, body: { observations } };
  },
);

/** `GET /v1/observations/agreement`. */
export const showAgreement: Route<CompareDeps> = serve(getAgreement, async ({ query }, deps: CompareDeps) => ({
  status: 200,
  body: { ...query, ...(await readAgreement(query, deps)) },
}));
