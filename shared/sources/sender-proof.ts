import { hasBearerSecret } from '../runtime/auth/constant-time.ts';
import { verifyWebhook } from '../runtime/auth/signatures.ts';
import type { ProvenSender, SenderAuthentication, SenderRequest, SourceKind } from './source-kind.ts';

/** Checks whether a request authenticates in one of the ways of its source's kind. */
export function verifySender(
  kind: Pick<SourceKind, 'authentications'>,
  secrets: readonly string[],
  request: SenderRequest,
): ProvenSender | undefined {
  const usable = secrets.filter((secret) => secret !== '');
  return kind.authentications.map((check) => check(usable, request)).find((one) => one !== undefined);
}

/** The source's secret as a bearer token. */
export const verifyBearer: SenderAuthentication = (secrets, { headers }) =>
  provenIf(secrets.some((secret) => hasBearerSecret(headers.authorization, secret)));

/** A signature as specified by https://www.standardwebhooks.com. */
export const verifyStandardWebhook: SenderAuthentication = (secrets, { headers, body, now }) => {
  const signed = verifyWebhook(secrets, { headers, body, now });
  return signed.outcome === 'valid' ? { sentAs: signed.id } : undefined;
};

/** Returns a sender without an id of the delivery, if it proved its identity. */
export function provenIf(isTrue: boolean): ProvenSender | undefined {
  return isTrue ? {} : undefined;
}

/** Returns the header of a sender that authenticates with the secret itself. */
export function bearerHeader(secret: string): { readonly authorization: string } {
  return { authorization: `Bearer ${secret}` };
}
