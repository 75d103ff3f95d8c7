import type { Instant } from '../../domain/instant.ts';
import type { Proof } from '../../domain/sources/source-kind.ts';
import { bearsSecret } from './constant-time.ts';
import { isSignedByHubspot } from './hubspot-signature.ts';
import { verifyWebhook } from './signatures.ts';
import { isSignedByTypeform } from './typeform-signature.ts';

/** A request as its sender may have signed it. */
export interface SenderRequest {
  readonly method: string;
  /** The addresses by which the hook is known, with the query; the sender called one of them. */
  readonly urls: readonly string[];
  /** By names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** Byte for byte as it came. */
  readonly body: Uint8Array;
  readonly now: Instant;
}

/** A sender that has proved who it is; with its own id of the delivery, if it has one. */
export interface Proven {
  readonly sentAs?: string;
}

type Check = (secrets: readonly string[], request: SenderRequest) => Proven | undefined;

const CHECKS: Readonly<Record<Proof, Check>> = {
  bearer: (secrets, { headers }) => when(secrets.some((secret) => bearsSecret(headers.authorization, secret))),
  'standard-webhook': (secrets, { headers, body, now }) => {
    const signed = verifyWebhook(secrets, { headers, body, now });
    return signed.outcome === 'valid' ? { sentAs: signed.id } : undefined;
  },
  typeform: (secrets, request) => when(isSignedByTypeform(secrets, request)),
  'hubspot-v3': (secrets, request) => when(isSignedByHubspot(secrets, request)),
};

/** Whether a request proves in one of these ways that its sender knows one of the secrets. Secrets are compared in constant time. */
export function proven(
  proofs: readonly Proof[],
  secrets: readonly string[],
  request: SenderRequest,
): Proven | undefined {
  const usable = secrets.filter((secret) => secret !== '');
  return proofs.map((proof) => CHECKS[proof](usable, request)).find((one) => one !== undefined);
}

function when(isTrue: boolean): Proven | undefined {
  return isTrue ? {} : undefined;
}
