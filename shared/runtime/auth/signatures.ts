import { createHmac } from 'node:crypto';
import { type Instant, instantOf, millisecondsOf, secondsBetween } from '../../domain/instant.ts';
import { isSameSecret } from './constant-time.ts';

/**
 * Webhook signatures by https://www.standardwebhooks.com (v1, symmetric). The specification's own library reads the
 * system clock and converts bytes to text before verifying. Here `now` is an argument and bytes stay bytes.
 */

/** Maximum difference between a message's time and ours, in either direction. */
const TOLERANCE_SECONDS = 5 * 60;

/** The headers of a signed message. */
export type WebhookHeaders = Readonly<Record<'webhook-id' | 'webhook-timestamp' | 'webhook-signature', string>>;

export type VerifyWebhookResult =
  | { readonly outcome: 'valid'; readonly id: string }
  | { readonly outcome: 'missing_headers' | 'too_old' | 'too_new' | 'bad_signature' };

/**
 * Signs a body. `id` stays the same when the message is resent. With several secrets there is a signature by each, so that a
 * receiver may verify with either while one is replaced.
 * @throws when a secret is not `whsec_` and the base64 of 24 to 64 bytes (a configuration error).
 */
export function signWebhook(
  secrets: string | readonly string[],
  { id, at, body }: { readonly id: string; readonly at: Instant; readonly body: string | Uint8Array },
): WebhookHeaders {
  const timestamp = String(Math.floor(millisecondsOf(at) / 1000));
  const signatures = [secrets].flat().map((secret) => {
    const key = signingKeyOf(secret);
    if (key === undefined) throw new Error('a webhook secret must be whsec_ and the base64 of 24 to 64 bytes');
    return signatureOf(key, id, timestamp, body);
  });
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures.join(' ') };
}

/**
 * Verifies a message over its raw bytes. Takes several secrets, because an old one stays valid while it is replaced. A
 * malformed secret verifies nothing. Header names must be in lower case, as API Gateway passes them.
 */
export function verifyWebhook(
  secrets: readonly string[],
  message: {
    readonly headers: Readonly<Record<string, string | undefined>>;
    readonly body: Uint8Array;
    readonly now: Instant;
  },
): VerifyWebhookResult {
  const id = message.headers['webhook-id'];
  const timestamp = message.headers['webhook-timestamp'];
  const signatures = message.headers['webhook-signature'];
  if (!id || !signatures || !timestamp || !/^\d{1,12}$/.test(timestamp)) return { outcome: 'missing_headers' };
  const ageSeconds = secondsBetween(instantOf(Number(timestamp) * 1000), message.now);
  if (ageSeconds > TOLERANCE_SECONDS) return { outcome: 'too_old' };
  if (ageSeconds < -TOLERANCE_SECONDS) return { outcome: 'too_new' };
  const expected = secrets.flatMap((secret) => {
    const key = signingKeyOf(secret);
    return key === undefined ? [] : [signatureOf(key, id, timestamp, message.body)];
  });
  const valid = signatures.split(' ').some((given) => expected.some((one) => isSameSecret(given, one)));
  return valid ? { outcome: 'valid', id } : { outcome: 'bad_signature' };
}

function signatureOf(key: Buffer, id: string, timestamp: string, body: string | Uint8Array): string {
  const hmac = createHmac('sha256', key);
  return `v1,${hmac.update(`${id}.${timestamp}.`).update(body).digest('base64')}`;
}

/**
 * Decodes `whsec_` and the base64 of 24 to 64 bytes, as the specification requires. Returns undefined for anything
 * else.
 */
function signingKeyOf(secret: string): Buffer | undefined {
  const key = Buffer.from(secret.startsWith('whsec_') ? secret.slice('whsec_'.length) : '', 'base64');
  return key.byteLength < 24 || key.byteLength > 64 ? undefined : key;
}
