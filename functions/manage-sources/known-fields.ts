import type { FindSourceSecrets } from '../../shared/adapters/secrets-manager/source-secrets.ts';
import type { knownFieldRoutes } from '../../shared/api/known-fields.ts';
import { isAllowedOrigin } from '../../shared/domain/forms/form-origins.ts';
import { type FormToken, isCurrentFormToken } from '../../shared/domain/forms/form-token.ts';
import type { RateLimiter } from '../../shared/ports/rate-limiter.ts';
import type { Source } from '../../shared/ports/source-store.ts';
import { isSignedFormToken, readFormToken } from '../../shared/runtime/auth/form-token.ts';
import { problem } from '../../shared/runtime/http/problem.ts';
import type { ApiCall, RouteHandler } from '../../shared/runtime/http/route.ts';
import type { Deps } from '../../shared/use-cases/deps.ts';
import { findFormFields } from '../../shared/use-cases/intake/find-form-fields.ts';

export interface KnownFieldsDeps extends Pick<Deps, 'leads' | 'plans' | 'personKeys' | 'keyedHash'> {
  /** May be some seconds old. */
  readonly formSources: Pick<Deps['sources'], 'list'>;
  readonly sourceSecrets: FindSourceSecrets;
  readonly rates: RateLimiter;
}

/** Questions a minute about one person, and of one source. A form asks once each time it is shown. */
const MAX_PER_SUBJECT = 20;
const MAX_PER_SOURCE = 600;

const UNSIGNED = problem('unauthorized', 'Send a current token, signed with the secret of its source.');
const WRONG_ORIGIN = problem('forbidden', 'This page is not among the origins of the source.');
const TOO_MANY = problem('too-many-requests', 'Ask again in a minute.', { headers: { 'retry-after': '60' } });

/** `GET /v1/known`: for a token that names a lead. */
export const readKnownFields: RouteHandler<typeof knownFieldRoutes.readKnownFields, KnownFieldsDeps> = (call, deps) =>
  answerForm(call.query.t, call, deps, { mayNameEmail: false });

/** `POST /v1/known`: for a token that names a lead or an e-mail address. */
export const askKnownFields: RouteHandler<typeof knownFieldRoutes.askKnownFields, KnownFieldsDeps> = (call, deps) =>
  answerForm(call.body.token, call, deps, { mayNameEmail: true });

async function answerForm(
  text: string,
  { now, origin }: Pick<ApiCall<unknown, unknown, unknown, 'signed'>, 'now' | 'origin'>,
  deps: KnownFieldsDeps,
  { mayNameEmail }: { readonly mayNameEmail: boolean },
) {
  const token = readFormToken(text);
  if (token === undefined || !isCurrentFormToken(token, now)) return UNSIGNED;
  if ('email' in token && !mayNameEmail)
    return problem('forbidden', 'A token with an e-mail address must not be in a URL: POST it to this path.');
  const source = (await deps.formSources.list()).find(({ id }) => id === token.source);
  if (source === undefined || !(await isSignedBySource(text, source, now, deps))) return UNSIGNED;
  if (origin !== undefined && !isAllowedOrigin(origin, source)) return WRONG_ORIGIN;
  if (!(await admit(token, now, deps))) return TOO_MANY;
  const subject = 'lead' in token ? { lead: token.lead } : { email: token.email };
  return { status: 200, body: await findFormFields(subject, source, deps), headers: headersFor(origin) } as const;
}

/** Reads the secrets again before a token is refused, in case one was just replaced. */
async function isSignedBySource(text: string, { id }: Source, now: string, deps: KnownFieldsDeps): Promise<boolean> {
  for (const fresh of [false, true])
    if (isSignedFormToken(text, await deps.sourceSecrets(id, { now, fresh }))) return true;
  return false;
}

async function admit(token: FormToken, now: string, { rates, keyedHash }: KnownFieldsDeps): Promise<boolean> {
  const subject = await keyedHash('lead' in token ? token.lead : token.email.toLowerCase());
  return (
    (await rates.admit(`known:${token.source}:${subject}`, MAX_PER_SUBJECT, now)) &&
    (await rates.admit(`known:${token.source}`, MAX_PER_SOURCE, now))
  );
}

function headersFor(origin: string | undefined): Readonly<Record<string, string>> {
  return origin === undefined ? { vary: 'origin' } : { vary: 'origin', 'access-control-allow-origin': origin };
}

/** Answers the question of a browser, before it asks, whether the page may ask: for the origins of any source. */
export async function allowFormPages(
  origin: string,
  { formSources }: Pick<KnownFieldsDeps, 'formSources'>,
): Promise<Readonly<Record<string, string>> | undefined> {
  if (!(await formSources.list()).some((source) => isAllowedOrigin(origin, source))) return undefined;
  return {
    ...headersFor(origin),
    'access-control-allow-methods': 'GET, POST',
    'access-control-allow-headers': 'content-type',
    'access-control-max-age': '600',
  };
}
