import { identifierOf } from '../../shared/api/person-identifiers.ts';
import { type personRoutes, toErasureView, toExportView } from '../../shared/api/persons.ts';
import { actorIdOf } from '../../shared/runtime/auth/principal.ts';
import { problem } from '../../shared/runtime/http/problem.ts';
import type { RouteHandler } from '../../shared/runtime/http/route.ts';
import * as exporting from '../../shared/use-cases/privacy/export-person.ts';
import * as forgetting from '../../shared/use-cases/privacy/forget-person.ts';
import type { PrivacyDeps } from '../../shared/use-cases/privacy/privacy-deps.ts';
import * as replaying from '../../shared/use-cases/privacy/replay-erasures.ts';
import * as suppressing from '../../shared/use-cases/privacy/suppress-person.ts';

const NO_SUCH_PERSON = problem('not-found', 'No lead belongs to this identifier, or it cannot be read.');

/** `POST /v1/persons/forget`. */
export const forgetPerson: RouteHandler<typeof personRoutes.forgetPerson, PrivacyDeps> = async (
  { body, principal, now, log },
  deps,
) => {
  const { dryRun, reason, ticket, suppress, ...identifiers } = body;
  const who = identifierOf(identifiers);
  if (dryRun) {
    const preview = await forgetting.previewErasure(who, deps);
    if (!preview) return NO_SUCH_PERSON;
    const { leads, deliveries, waiting, isPartial } = preview;
    return { status: 200, body: { outcome: 'preview', leads, deliveries, waiting, isPartial } };
  }
  const by = actorIdOf(principal);
  // First, so that what comes during the erasure meets the list. A person who cannot be entered is erased all the same.
  const listed = suppress && (await suppressing.suppressPerson({ who, by, because: reason, ticket, now }, deps));
  const doNotContact = listed && listed.outcome !== 'refused' ? { doNotContact: listed.entries } : {};
  const forgotten = await forgetting.forgetPerson({ who, by, because: reason, ticket, now }, deps);
  if (forgotten.outcome === 'refused') return NO_SUCH_PERSON;
  log.info('person_forgotten', { outcome: forgotten.outcome });
  if (forgotten.outcome === 'nothing_left') return { status: 200, body: { ...forgotten, ...doNotContact } };
  return {
    status: 200,
    body: { outcome: forgotten.outcome, erasure: toErasureView(forgotten.erasure), ...doNotContact },
  };
};

/** `POST /v1/persons/export`. */
export const exportPerson: RouteHandler<typeof personRoutes.exportPerson, PrivacyDeps> = async ({ body }, deps) => {
  const exported = await exporting.exportPerson(identifierOf(body), deps);
  if (!exported) return NO_SUCH_PERSON;
  const { leads, doNotContact } = exported;
  return { status: 200, body: { leads: leads.map(toExportView), doNotContact } };
};

/** `POST /v1/erasures/replay`. */
export const replayErasures: RouteHandler<typeof personRoutes.replayErasures, PrivacyDeps> = async (
  { body, now, log },
  deps,
) => {
  const replayed = await replaying.replayErasures({ ...body, now }, deps);
  log.info('erasures_replayed', { count: replayed.applied });
  return { status: 200, body: replayed };
};
