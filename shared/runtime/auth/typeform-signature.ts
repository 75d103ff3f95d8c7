import { createHmac } from 'node:crypto';
import { isSameSecret } from './constant-time.ts';

/** Typeform's signature header; see https://www.typeform.com/developers/webhooks/secure-your-webhooks. */
export const TYPEFORM_HEADER = 'typeform-signature';

/**
 * Returns Typeform's signature of a body: `sha256=` and the base64 of the HMAC with the webhook's secret, over the
 * bytes as sent.
 */
export function signAsTypeform(secret: string, body: string | Uint8Array): string {
  return `sha256=${createHmac('sha256', secret).update(body).digest('base64')}`;
}

/**
 * Whether the signature was made with one of the secrets over exactly this body. It has no timestamp; repeats are
 * recognised by the submission's token.
 */
export function isSignedByTypeform(
  secrets: readonly string[],
  message: { readonly headers: Readonly<Record<string, string | undefined>>; readonly body: Uint8Array },
): boolean {
  const given = message.headers[TYPEFORM_HEADER];
  return given !== undefined && secrets.some((secret) => isSameSecret(given, signAsTypeform(secret, message.body)));
}
