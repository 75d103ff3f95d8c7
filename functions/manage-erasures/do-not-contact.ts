import { contactOf, type doNotContactRoutes } from '../../shared/api/do-not-contact.ts';
import { actorIdOf } from '../../shared/runtime/auth/principal.ts';
import { type Problem, problem } from '../../shared/runtime/http/problem.ts';
import type { RouteHandler } from '../../shared/runtime/http/route.ts';
import * as applying from '../../shared/use-cases/privacy/apply-do-not-contact.ts';
import * as lifting from '../../shared/use-cases/privacy/lift-suppression.ts';
import type { PrivacyDeps } from '../../shared/use-cases/privacy/privacy-deps.ts';
import * as replaying from '../../shared/use-cases/privacy/replay-do-not-contact.ts';
import type { ContactRefusal } from '../../shared/use-cases/privacy/resolve-contact.ts';
import * as suppressing from '../../shared/use-cases/privacy/suppress-person.ts';

/** The API problems for an identifier that names nobody. */
const CONTACT_PROBLEMS = {
  no_such_person: problem('not-found', 'No lead belongs to this identifier, or it is forgotten.'),
  not_identifiable: problem(
    'conflict',
    'This lead gives no address, and no number with a name. Enter its number or its domain instead.',
  ),
  unreadable_email: fieldProblem('/email', 'an e-mail address'),
  unreadable_phone: fieldProblem('/phone', 'a phone number with its country code, such as +49 30 23125123'),
  unreadable_domain: fieldProblem('/domain', 'a domain such as acme.example'),
  open_domain: fieldProblem('/domain', 'the domain of a company, not one where anybody gets an address'),
} as const satisfies Readonly<Record<ContactRefusal, Problem>>;

/** `POST /v1/do-not-contact`. */
export const suppressPerson: RouteHandler<typeof doNotContactRoutes.suppressPerson, PrivacyDeps> = async (
  { body, principal, now, log },
  deps,
) => {
  const { reason: because, ticket, ...fields } = body;
  const by = actorIdOf(principal);
  const result = await suppressing.suppressPerson({ who: contactOf(fields), by, because, ticket, now }, deps);
  if (result.outcome === 'refused') return CONTACT_PROBLEMS[result.because];
  log.info('person_suppressed', { outcome: result.outcome, count: result.ended.length });
  return { status: 200, body: result };
};

/** `POST /v1/do-not-contact/lift`. */
export const liftSuppression: RouteHandler<typeof doNotContactRoutes.liftSuppression, PrivacyDeps> = async (
  { body, principal, now, log },
  deps,
) => {
  const { reason: because, ...fields } = body;
  const by = actorIdOf(principal);
  const result = await lifting.liftSuppression({ who: contactOf(fields), by, because, now }, deps);
  if (result.outcome === 'refused') return CONTACT_PROBLEMS[result.because];
  log.info('suppression_lifted', { outcome: result.outcome });
  return { status: 200, body: result };
};

/** `POST /v1/do-not-contact/apply`. */
export const applyDoNotContact: RouteHandler<typeof doNotContactRoutes.applyDoNotContact, PrivacyDeps> = async (
  { body, now, log },
  deps,
) => {
  const applied = await applying.applyDoNotContact({ ...body, now }, deps);
  log.info('change_made', { outcome: 'do_not_contact_applied' });
  return { status: 200, body: applied };
};

/** `POST /v1/do-not-contact/replay`. */
export const replayDoNotContact: RouteHandler<typeof doNotContactRoutes.replayDoNotContact, PrivacyDeps> = async (
  { body, log },
  deps,
) => {
  const replayed = await replaying.replayDoNotContact(body, deps);
  log.info('do_not_contact_replayed', { count: replayed.applied });
  return { status: 200, body: replayed };
};

function fieldProblem(pointer: string, expected: string): Problem<'validation-failed'> {
  const errors = [{ in: 'body', field: pointer, expected } as const];
  return problem('validation-failed', 'See `errors` for the invalid fields.', { errors });
}
