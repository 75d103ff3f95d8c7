import type { Instant } from '../../domain/instant.ts';
import type { SenderAuthentication } from '../../domain/sources/source-kind.ts';
import { hasBearerSecret } from './constant-time.ts';
import { isSignedByHubspot } from './hubspot-signature.ts';
import { verifyWebhook } from './signatures.ts';
import { isSignedByTypeform } from './typeform-signature.ts';

/** A request with everything a sender may sign. */
export interface SenderRequest {
  readonly method: string;
  /** The addresses of the hook, including the query. The sender called one of them. */
  readonly urls: readonly string[];
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** Byte for byte as received. */
  readonly body: Uint8Array;
  readonly now: Instant;
}

/** A sender that proved its identity, with its own id of the delivery if it has one. */
export interface ProvenSender {
  readonly sentAs?: string;
}

type ProofCheck = (secrets: readonly string[], request: SenderRequest) => ProvenSender | undefined;

const PROOF_CHECKS: Readonly<Record<SenderAuthentication, ProofCheck>> = {
  bearer: (secrets, { headers }) => provenIf(secrets.some((secret) => hasBearerSecret(headers.authorization, secret))),
  'standard-webhook': (secrets, { headers, body, now }) => {
    const signed = verifyWebhook(secrets, { headers, body, now });
    return signed.outcome === 'valid' ? { sentAs: signed.id } : undefined;
  },
  typeform: (secrets, request) => provenIf(isSignedByTypeform(secrets, request)),
  'hubspot-v3': (secrets, request) => provenIf(isSignedByHubspot(secrets, request)),
};

/**
 * Checks whether a request proves in one of these ways that its sender knows one of the secrets. Compares secrets in
 * constant time.
 */
export function verifySender(
  proofs: readonly SenderAuthentication[],
  secrets: readonly string[],
  request: SenderRequest,
): ProvenSender | undefined {
  const usable = secrets.filter((secret) => secret !== '');
  return proofs.map((proof) => PROOF_CHECKS[proof](usable, request)).find((one) => one !== undefined);
}

function provenIf(isTrue: boolean): ProvenSender | undefined {
  return isTrue ? {} : undefined;
}
