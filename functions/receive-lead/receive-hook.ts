import type { FindSourceSecrets } from '../../shared/adapters/secrets-manager/source-secrets.ts';
import { MAX_UNPROVEN_PER_MINUTE } from '../../shared/domain/sources/sender-proof-mode.ts';
import type { RateLimiter } from '../../shared/ports/rate-limiter.ts';
import type { Source } from '../../shared/ports/source-store.ts';
import { isPresentedSecret, presentedSecretOf, redactSecret } from '../../shared/runtime/auth/presented-secret.ts';
import { type HttpCall, type HttpResult, problemToResult } from '../../shared/runtime/http/http-handler.ts';
import { type Problem, problem } from '../../shared/runtime/http/problem.ts';
import { headerOf, readRawBody } from '../../shared/runtime/http/request-body.ts';
import type { Meter } from '../../shared/runtime/telemetry/metrics.ts';
import { verifySender } from '../../shared/sources/sender-proof.ts';
import type { ProvenSender } from '../../shared/sources/source-kind.ts';
import { SOURCE_KINDS } from '../../shared/sources/source-kinds.ts';
import { type ReceiveDeps, receiveDelivery } from '../../shared/use-cases/intake/receive-delivery.ts';

/** The hook's path: `/hooks/{kind}/{key}`, after any stage the gateway puts before it. */
const HOOK_PATH = /\/hooks\/([\w-]{1,60})\/([\w-]{8,200})\/?$/;

/** Longer text that a refused sender shows is no earlier secret, and costs no search. */
const MAX_EARLIER_SECRET_LENGTH = 500;

type HookDeps = ReceiveDeps & {
  readonly sourceSecrets: FindSourceSecrets;
  readonly rates: RateLimiter;
  /** Base URL of the API for senders, without a trailing slash; some senders sign the URL they call. */
  readonly apiUrl: string;
};

/**
 * Handles a call under /hooks. Returns 401 when the key in the path, the secret or the signature is wrong; 405 and 413
 * for what is not a delivery; else 202, whatever the body holds, since it is stored. Never 404 or 410: senders disable
 * hooks that answer those.
 */
export async function receiveHook(call: HttpCall, meter: Meter, deps: HookDeps): Promise<HttpResult> {
  const { event, requestId, now, log } = call;
  const refuse = (refused: Problem): HttpResult => {
    meter.add('DeliveryRefused');
    return problemToResult(refused, requestId);
  };
  if (event.requestContext.http.method !== 'POST') {
    return refuse(problem('method-not-allowed', 'Deliver leads with POST.', { headers: { allow: 'POST' } }));
  }
  const bytes = readRawBody(event);
  if (!bytes.ok) return refuse(bytes.problem);
  const source = await sourceOf(event.rawPath, deps);
  if (!source) return refuse(problem('unauthorized', 'This address belongs to no source. Copy the hook URL again.'));
  const contentType = headerOf(event, 'content-type') ?? '';
  const query = event.rawQueryString;
  const presented = await presentedSecretOf(source.proof, { query, contentType, body: bytes.value });
  const sender = await verifyWithFreshSecret({ source, presented, body: bytes.value, call }, deps);
  if (sender === 'over_limit') {
    log.warn('delivery_over_limit', { sourceId: source.id });
    return refuse(
      problem('too-many-requests', 'This source accepts no more for a minute.', { headers: { 'retry-after': '60' } }),
    );
  }
  if (!sender) {
    log.warn('delivery_refused', { sourceId: source.id });
    // An empty body is only a probe, as sent by `baton doctor`, and not a sender locked out by mistake; it is neither
    // counted nor sampled.
    if (bytes.value.length > 0) {
      meter.add('DeliveryUnproven');
      // What a refused sender shows may be an earlier secret.
      const mayBeSecret = source.proof?.by === 'field' && (presented?.length ?? 0) <= MAX_EARLIER_SECRET_LENGTH;
      const sample = mayBeSecret ? redactSecret(bytes.value, presented) : bytes.value;
      await deps.deliveries.saveRefused({ source: source.id, receivedAt: now, contentType, body: sample });
    }
    return refuse(
      problem('unauthorized', 'Send the secret of this source as a bearer token, or sign the body with it.'),
    );
  }
  const body = sender.showsSecret && source.proof?.by === 'field' ? redactSecret(bytes.value, presented) : bytes.value;
  const received = await receiveDelivery({ source, body, contentType, sentAs: sender.sentAs }, now, deps);
  meter.add('DeliveryReceived');
  log.debug('delivery_received', { deliveryId: received.delivery, sourceId: source.id, outcome: received.outcome });
  if (received.outcome === 'kept')
    log.error('leads_not_created', { deliveryId: received.delivery, error: received.error });
  if (received.outcome === 'processed') {
    if (received.newFindings.unmapped > 0) meter.add('UnmappedField', received.newFindings.unmapped);
    if (received.newFindings.unknown > 0) meter.add('UnknownValue', received.newFindings.unknown);
  }
  if (received.outcome !== 'quarantined') {
    return respondAccepted({ delivery: received.delivery, leads: received.leads.map((id) => ({ id })) });
  }
  meter.add('DeliveryUnparseable');
  const { delivery, leads, problem: because } = received;
  return respondAccepted({ delivery, leads: leads.map((id) => ({ id })), problem: because });
}

async function sourceOf(path: string, deps: HookDeps): Promise<Source | undefined> {
  const [, kind, key] = HOOK_PATH.exec(path) ?? [];
  const source = key === undefined ? undefined : await deps.sources.byKey(key);
  return source?.kind === kind ? source : undefined;
}

/** A sender that proved itself. */
type VerifiedSender = ProvenSender & {
  /** The query or the body holds the secret; otherwise a field of that name is the sender's own. */
  readonly showsSecret: boolean;
};

/**
 * Verifies that the sender knows the source's secret. The secret is read again before a sender is refused, in case it
 * was just rotated.
 */
async function verifyWithFreshSecret(
  delivery: {
    readonly source: Source;
    /** What the sender shows in the query or the body. */
    readonly presented: string | undefined;
    readonly body: Uint8Array;
    readonly call: HttpCall;
  },
  deps: HookDeps,
): Promise<VerifiedSender | 'over_limit' | undefined> {
  const { source, presented, body, call } = delivery;
  const { event, now } = call;
  const headers = Object.fromEntries(Object.entries(event.headers).map(([name, value]) => [name.toLowerCase(), value]));
  const request = { method: event.requestContext.http.method, urls: urlsOf(call, deps), headers, body, now };
  const kind = SOURCE_KINDS[source.kind];
  for (const fresh of [false, true]) {
    const secrets = await deps.sourceSecrets(source.id, { now, fresh });
    const sender = verifySender(kind, secrets, request);
    const showsSecret = isPresentedSecret(presented, secrets);
    if (sender || showsSecret) return { ...sender, showsSecret };
  }
  // An empty body is a probe, as sent by `baton doctor`, and proves nothing.
  if (source.proof?.by !== 'address' || body.length === 0) return undefined;
  return (await deps.rates.admit(source.id, MAX_UNPROVEN_PER_MINUTE, now)) ? { showsSecret: false } : 'over_limit';
}

/** Returns the URLs of this hook: ours, and the one the gateway was called by, with the stage in its path. */
function urlsOf({ event }: HttpCall, { apiUrl }: HookDeps): readonly string[] {
  const { rawPath, rawQueryString } = event;
  const query = rawQueryString ? `?${rawQueryString}` : '';
  const path = rawPath.slice(rawPath.indexOf('/hooks/'));
  return [`${apiUrl}${path}${query}`, `https://${event.requestContext.domainName}${rawPath}${query}`];
}

function respondAccepted(body: unknown): HttpResult {
  return { statusCode: 202, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}
