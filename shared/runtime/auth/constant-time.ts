import { createHash, timingSafeEqual } from 'node:crypto';

/**
 * Whether two secrets are the same, in a time that tells nothing about where they differ nor how long they are: their
 * hashes are compared, which always have one length.
 */
export function sameSecret(given: string | Uint8Array, expected: string | Uint8Array): boolean {
  return timingSafeEqual(sha256(given), sha256(expected));
}

/** The token of an `Authorization: Bearer …` header; undefined when it is not one. */
export function bearerToken(authorization: string | undefined): string | undefined {
  return /^Bearer +([\x21-\x7e]+)$/i.exec(authorization ?? '')?.[1];
}

/** Whether a header carries the expected bearer secret. An empty one is never met, since no header carries it. */
export function bearsSecret(authorization: string | undefined, expected: string): boolean {
  const token = bearerToken(authorization);
  return token !== undefined && sameSecret(token, expected);
}

function sha256(data: string | Uint8Array): Buffer {
  return createHash('sha256').update(data).digest();
}
