import { createHmac } from 'node:crypto';
import { type Instant, millisecondsOf } from '../../domain/instant.ts';
import { isSameSecret } from './constant-time.ts';

/** Maximum difference between a request's time and ours, in either direction. */
const TOLERANCE_SECONDS = 5 * 60;

/**
 * Whether Slack sent a request: signed over its time and its raw body with one of the signing secrets, at most five
 * minutes ago. https://docs.slack.dev/authentication/verifying-requests-from-slack
 * @param secrets several while a secret is replaced
 */
export function isFromSlack(
  secrets: readonly string[],
  request: {
    /** By their lower-case names. */
    readonly headers: Readonly<Record<string, string | undefined>>;
    readonly body: Uint8Array;
    readonly now: Instant;
  },
): boolean {
  const { headers, body, now } = request;
  const timestamp = headers['x-slack-request-timestamp'] ?? '';
  const given = headers['x-slack-signature'];
  if (given === undefined || !/^\d{1,12}$/.test(timestamp)) return false;
  if (Math.abs(millisecondsOf(now) / 1000 - Number(timestamp)) > TOLERANCE_SECONDS) return false;
  return secrets.some((secret) => secret !== '' && isSameSecret(given, signForSlack(secret, timestamp, body)));
}

/** Signs a body as Slack does, version 0. @param timestamp in seconds */
export function signForSlack(secret: string, timestamp: string, body: string | Uint8Array): string {
  return `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:`).update(body).digest('hex')}`;
}
