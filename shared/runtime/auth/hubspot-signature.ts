import { createHmac } from 'node:crypto';
import { type Instant, millisecondsOf } from '../../domain/instant.ts';
import { isSameSecret } from './constant-time.ts';

/** Maximum difference between a request's time and ours, in milliseconds, in either direction. */
const TOLERANCE_MILLISECONDS = 5 * 60_000;

/** What HubSpot signs, apart from the time. */
export interface HubSpotRequest {
  readonly method: string;
  /** The whole address that HubSpot was told, with its query. */
  readonly uri: string;
  readonly body: string | Uint8Array;
}

/**
 * Whether HubSpot sent a request: signed, version 3, over method, address, raw body and time with one of the app's client
 * secrets, at most five minutes ago. https://developers.hubspot.com/docs/apps/developer-platform/build-apps/authentication/request-validation
 * @param secrets several while a secret is replaced
 */
export function isFromHubSpot(
  secrets: readonly string[],
  request: Omit<HubSpotRequest, 'uri'> & {
    /** The addresses at which the function can be reached. */
    readonly uris: readonly string[];
    /** Epoch milliseconds, as sent. */
    readonly timestamp: string | undefined;
    readonly signature: string | undefined;
    readonly now: Instant;
  },
): boolean {
  const { method, uris, body, timestamp = '', signature, now } = request;
  if (signature === undefined || !/^\d{1,15}$/.test(timestamp)) return false;
  if (Math.abs(millisecondsOf(now) - Number(timestamp)) > TOLERANCE_MILLISECONDS) return false;
  return secrets.some(
    (secret) =>
      secret !== '' &&
      uris.some((uri) => isSameSecret(signature, signForHubSpot(secret, { method, uri, body }, timestamp))),
  );
}

/** Signs a request as HubSpot does, version 3. @param timestamp epoch milliseconds */
export function signForHubSpot(secret: string, { method, uri, body }: HubSpotRequest, timestamp: string): string {
  return createHmac('sha256', secret).update(`${method}${uri}`).update(body).update(timestamp).digest('base64');
}
