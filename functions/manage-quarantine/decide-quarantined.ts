import type { quarantineRoutes } from '../../shared/api/quarantine.ts';
import { actorIdOf } from '../../shared/runtime/auth/principal.ts';
import type { RouteHandler } from '../../shared/runtime/http/route.ts';
import type { ReceiveDeps } from '../../shared/use-cases/intake/receive-delivery.ts';
import { QUARANTINE_PROBLEMS, redrivenTooOften } from '../wiring/api-problems.ts';

/** Loads what reads people when somebody decides: most calls only look. */
const loadUseCase = () => import('../../shared/use-cases/intake/decide-quarantined.ts');

/** `POST /v1/quarantine/{id}/redrive`: creates leads from a corrected body, or from the original one. */
export const redriveQuarantined: RouteHandler<typeof quarantineRoutes.redriveQuarantined, ReceiveDeps> = async (
  { params, body, principal, now, log },
  deps,
) => {
  const corrected =
    body.body === undefined || body.contentType === undefined
      ? undefined
      : { contentType: body.contentType, body: new TextEncoder().encode(body.body) };
  const by = actorIdOf(principal);
  const redriven = await (await loadUseCase()).redriveQuarantined({ id: params.id, by, corrected, now }, deps);
  if (redriven.outcome === 'refused') return QUARANTINE_PROBLEMS[redriven.because];
  if (redriven.outcome === 'redriven_too_often') return redrivenTooOften(redriven);
  log.info('quarantine_redriven', { deliveryId: params.id, outcome: redriven.outcome });
  return { status: 200, body: { leads: [], ...redriven } };
};

/** `POST /v1/quarantine/{id}/dismiss`. */
export const dismissQuarantined: RouteHandler<typeof quarantineRoutes.dismissQuarantined, ReceiveDeps> = async (
  { params, body, principal, now, log },
  deps,
) => {
  const by = actorIdOf(principal);
  const dismissed = await (await loadUseCase()).dismissQuarantined(
    { id: params.id, by, reason: body.reason, now },
    deps,
  );
  if (dismissed.outcome === 'refused') return QUARANTINE_PROBLEMS[dismissed.because];
  log.info('quarantine_dismissed', { deliveryId: params.id });
  return { status: 200, body: dismissed };
};
