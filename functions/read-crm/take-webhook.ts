import { HUBSPOT_HOOK_PATH } from '../../shared/api/crm-hooks.ts';
import { type Instant, millisecondsOf } from '../../shared/domain/instant.ts';
import { isFromHubSpot } from '../../shared/runtime/auth/hubspot-signature.ts';
import { type HttpCall, type HttpResult, problemToResult } from '../../shared/runtime/http/http-handler.ts';
import { problem } from '../../shared/runtime/http/problem.ts';
import { headerOf, readRawBody } from '../../shared/runtime/http/request-body.ts';
import type { CrmWebhooks } from '../wiring/crm-webhooks.ts';
import type { AfterWebhook } from './calls.ts';
import { deletedCompaniesIn, deletedContactsIn, deletedDealsIn } from './deleted-contacts.ts';

/** HubSpot sends up to a hundred events at once, some hundred bytes each. */
const MAX_BODY_BYTES = 256 * 1024;
/** For so long one reading stands for all calls that come after it. It reads again at the end of this time. */
export const QUIET_MILLISECONDS = 10_000;

/**
 * Takes calls by HubSpot that say that something was changed there. What they say is only a hint: the CRM is read at once
 * instead of within a minute, once in ten seconds at most, and asked whether contacts and deals were deleted. 401 unless HubSpot
 * signed it, else 202, even if no reading could be started: the next one comes within a minute.
 */
export class WebhookTaker {
  readonly #deps: CrmWebhooks;
  #startedAt = Number.NEGATIVE_INFINITY;

  constructor(deps: CrmWebhooks) {
    this.#deps = deps;
  }

  /** @param start starts what is to be done, and does not wait for it */
  async take(call: HttpCall, start: (work: AfterWebhook) => Promise<void>): Promise<HttpResult> {
    const { event, requestId, log, now } = call;
    if (event.requestContext.http.method !== 'POST')
      return problemToResult(
        problem('method-not-allowed', 'HubSpot posts here.', { headers: { allow: 'POST' } }),
        requestId,
      );
    const bytes = readRawBody(event, MAX_BODY_BYTES);
    if (!bytes.ok) return problemToResult(bytes.problem, requestId);
    if (!(await this.#isSigned(call, bytes.value))) {
      log.warn('crm_webhook_refused');
      const expected = 'The request must be signed by HubSpot, version 3, with the client secret of the private app.';
      return problemToResult(problem('unauthorized', expected), requestId);
    }
    const deleted = deletedContactsIn(bytes.value);
    const deletedDeals = deletedDealsIn(bytes.value);
    const deletedCompanies = deletedCompaniesIn(bytes.value);
    const read = this.#isDue(now);
    if (!read && [deleted, deletedDeals, deletedCompanies].every(({ length }) => length === 0))
      return { statusCode: 202 };
    const before = this.#startedAt;
    if (read) this.#startedAt = millisecondsOf(now);
    try {
      await start({ task: 'after_webhook', read, deleted, deletedDeals, deletedCompanies });
    } catch (error) {
      this.#startedAt = before;
      log.warn('crm_reading_not_started', { error });
    }
    return { statusCode: 202 };
  }

  #isDue(now: Instant): boolean {
    return millisecondsOf(now) - this.#startedAt >= QUIET_MILLISECONDS;
  }

  /** The secrets are read again before a call is refused, in case they were just replaced. */
  async #isSigned({ event, now }: HttpCall, body: Uint8Array): Promise<boolean> {
    const signature = headerOf(event, 'x-hubspot-signature-v3');
    // An unsigned call costs no look at the secret.
    if (signature === undefined) return false;
    const { domainName, http } = event.requestContext;
    const query = event.rawQueryString ? `?${event.rawQueryString}` : '';
    const uris = [this.#deps.apiUrl, `https://${domainName}`].map((base) => `${base}${HUBSPOT_HOOK_PATH}${query}`);
    const timestamp = headerOf(event, 'x-hubspot-request-timestamp');
    const request = { method: http.method, uris, body, timestamp, signature, now };
    for (const fresh of [false, true]) if (isFromHubSpot(await this.#deps.secrets(fresh), request)) return true;
    return false;
  }
}
