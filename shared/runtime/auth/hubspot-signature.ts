import { createHmac } from 'node:crypto';
import { type Instant, millisecondsOf } from '../../domain/instant.ts';
import { isSameSecret } from './constant-time.ts';

/**
 * HubSpot's signature, version 3, the only one that covers address and time:
 * https://developers.hubspot.com/docs/apps/developer-platform/build-apps/authentication/request-validation
 */

/** Maximum difference between a request's time and ours, in either direction. */
const TOLERANCE_MILLISECONDS = 5 * 60 * 1000;

/** The headers of a signed request. */
export type HubspotHeaders = Readonly<Record<'x-hubspot-signature-v3' | 'x-hubspot-request-timestamp', string>>;

/** What is signed. `url` is the address as the sender called it, including its query. */
interface SignedRequest {
  readonly method: string;
  readonly url: string;
  readonly body: string | Uint8Array;
}

/** Signs a request as HubSpot does, with the app's client secret. */
export function signAsHubspot(secret: string, request: SignedRequest & { readonly at: Instant }): HubspotHeaders {
  const timestamp = String(millisecondsOf(request.at));
  return {
    'x-hubspot-signature-v3': signatureOf(secret, request, timestamp),
    'x-hubspot-request-timestamp': timestamp,
  };
}

/** Whether one of the secrets signed this request, within the time limit, for one of the hook's addresses. */
export function isSignedByHubspot(
  secrets: readonly string[],
  message: {
    readonly headers: Readonly<Record<string, string | undefined>>;
    readonly method: string;
    readonly urls: readonly string[];
    readonly body: Uint8Array;
    readonly now: Instant;
  },
): boolean {
  const { headers, method, urls, body, now } = message;
  const given = headers['x-hubspot-signature-v3'];
  const timestamp = headers['x-hubspot-request-timestamp'];
  if (given === undefined || timestamp === undefined || !/^\d{1,15}$/.test(timestamp)) return false;
  if (Math.abs(millisecondsOf(now) - Number(timestamp)) > TOLERANCE_MILLISECONDS) return false;
  const spellings = new Set(urls.flatMap((url) => [url, decodeUrl(url)]));
  return secrets.some((secret) =>
    [...spellings].some((url) => isSameSecret(given, signatureOf(secret, { method, url, body }, timestamp))),
  );
}

function signatureOf(secret: string, { method, url, body }: SignedRequest, timestamp: string): string {
  return createHmac('sha256', secret).update(`${method}${url}`).update(body).update(timestamp).digest('base64');
}

/** HubSpot signs addresses with these characters decoded; the gateway passes them on as sent. */
function decodeUrl(url: string): string {
  return url.replace(/%(?:3A|2F|3F|40|21|24|27|28|29|2A|2C|3B)/gi, decodeURIComponent);
}
