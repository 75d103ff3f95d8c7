import type { SourceSecrets } from '../../shared/adapters/secrets-manager/source-secrets.ts';
import type { Source } from '../../shared/ports/source-store.ts';
import { bearsSecret } from '../../shared/runtime/constant-time.ts';
import { type HttpCall, type HttpResult, problemResult } from '../../shared/runtime/http-handler.ts';
import type { Meter } from '../../shared/runtime/metrics.ts';
import { type Problem, problem } from '../../shared/runtime/problem.ts';
import { headerOf, rawBody } from '../../shared/runtime/request-body.ts';
import { verifyWebhook } from '../../shared/runtime/signatures.ts';
import { type ReceiveDeps, receiveDelivery } from '../../shared/use-cases/receive-delivery.ts';

/** The hook's path: `/hooks/{kind}/{key}`, behind whatever stage the gateway puts before it. */
const HOOK_PATH = /\/hooks\/([\w-]{1,60})\/([\w-]{8,200})\/?$/;

type HookDeps = ReceiveDeps & { readonly sourceSecrets: SourceSecrets };

/**
 * Answers a call under /hooks. 401 when the key in the address, the secret or the signature is not right; 405 and 413 for what is no
 * delivery; else 202, whatever could be made of the body, since it is kept. Never 404 or 410: senders disable hooks that answer those.
 */
export async function receiveHook(call: HttpCall, meter: Meter, deps: HookDeps): Promise<HttpResult> {
  const { event, requestId, now, log } = call;
  const refuse = (refused: Problem): HttpResult => {
    meter.add('DeliveryRefused');
    return problemResult(refused, requestId);
  };
  if (event.requestContext.http.method !== 'POST') {
    return refuse(problem('method-not-allowed', 'Deliver leads with POST.', { headers: { allow: 'POST' } }));
  }
  const bytes = rawBody(event);
  if (!bytes.ok) return refuse(bytes.problem);
  const source = await sourceOf(event.rawPath, deps);
  if (!source) return refuse(problem('unauthorized', 'This address belongs to no source. Copy the hook URL again.'));
  const sender = await verified({ source, body: bytes.value, call }, deps);
  if (!sender) {
    log.warn('delivery_refused', { sourceId: source.id });
    meter.add('DeliveryUnproven');
    const contentType = headerOf(event, 'content-type') ?? '';
    await deps.deliveries.keepRefused({ source: source.id, receivedAt: now, contentType, body: bytes.value });
    return refuse(
      problem('unauthorized', 'Send the secret of this source as a bearer token, or sign the body with it.'),
    );
  }
  const contentType = headerOf(event, 'content-type') ?? '';
  const received = await receiveDelivery({ source, body: bytes.value, contentType, sentAs: sender.sentAs }, now, deps);
  meter.add('DeliveryReceived');
  log.info('delivery_received', { deliveryId: received.delivery, sourceId: source.id, outcome: received.outcome });
  if (received.outcome === 'kept')
    log.error('leads_not_made', { deliveryId: received.delivery, error: received.error });
  if (received.outcome !== 'quarantined') {
    return accepted({ delivery: received.delivery, leads: received.leads.map((id) => ({ id })) });
  }
  meter.add('DeliveryUnparseable');
  return accepted({ delivery: received.delivery, leads: [], problem: received.problem });
}

async function sourceOf(path: string, deps: HookDeps): Promise<Source | undefined> {
  const [, kind, key] = HOOK_PATH.exec(path) ?? [];
  const source = key === undefined ? undefined : await deps.sources.byKey(key);
  return source?.kind === kind ? source : undefined;
}

/** Who presents the source's secret or signs with it; a secret that was just replaced is read anew before anybody is refused. */
async function verified(
  delivery: { readonly source: Source; readonly body: Uint8Array; readonly call: HttpCall },
  deps: HookDeps,
): Promise<{ readonly sentAs?: string } | undefined> {
  const { source, body, call } = delivery;
  for (const fresh of [false, true]) {
    const secrets = await deps.sourceSecrets(source.id, { fresh });
    const authorization = headerOf(call.event, 'authorization');
    if (secrets.some((secret) => bearsSecret(authorization, secret))) return {};
    const signed = verifyWebhook(secrets, { headers: call.event.headers, body, now: call.now });
    if (signed.outcome === 'valid') return { sentAs: signed.id };
  }
  return undefined;
}

function accepted(body: unknown): HttpResult {
  return { statusCode: 202, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}
