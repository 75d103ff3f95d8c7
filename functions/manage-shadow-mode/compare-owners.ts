import type { IncumbentOwnerBody, IncumbentOwnerResult, shadowModeRoutes } from '../../shared/api/shadow-mode.ts';
import { actorIdOf } from '../../shared/runtime/auth/principal.ts';
import type { RouteHandler } from '../../shared/runtime/http/route.ts';
import type { Deps } from '../../shared/use-cases/deps.ts';
import * as useCase from '../../shared/use-cases/shadow/get-shadow-comparison.ts';
import { recordIncumbentOwner } from '../../shared/use-cases/shadow/record-incumbent-owner.ts';
import { processEach } from '../wiring/each-by-itself.ts';

type CompareDeps = Pick<Deps, 'leads' | 'reps' | 'plans' | 'observations' | 'newId'>;

/** `POST /v1/shadow/owners`: records each observation on its own; one that fails does not block the others. */
export const recordIncumbentOwners: RouteHandler<typeof shadowModeRoutes.recordIncumbentOwners, CompareDeps> = async (
  { body, principal, now, log },
  deps,
) => {
  const by = actorIdOf(principal);
  const owners = await processEach<IncumbentOwnerBody, IncumbentOwnerResult>(body.owners, {
    async process({ lead: submitted, externalId = '', ...report }) {
      const lead = submitted ?? (await deps.leads.leadOfExternalId(externalId));
      const outcome =
        lead === undefined ? 'no_such_lead' : await recordIncumbentOwner({ lead, ...report, by, now }, deps);
      return { lead, outcome };
    },
    onFailure(error) {
      log.error('observation_failed', { error });
      return { outcome: 'failed' };
    },
  });
  return { status: 200, body: { owners } };
};

/** `GET /v1/shadow/comparison`. */
export const getShadowComparison: RouteHandler<typeof shadowModeRoutes.getShadowComparison, CompareDeps> = async (
  { query },
  deps,
) => ({
  status: 200,
  body: { ...query, ...(await useCase.getShadowComparison(query, deps)) },
});
