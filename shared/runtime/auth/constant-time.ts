import { createHash, timingSafeEqual } from 'node:crypto';

/**
 * Whether two secrets are equal. Takes constant time: compares hashes, which have equal length, so timing reveals
 * neither the position of a difference nor the length.
 */
export function isSameSecret(given: string | Uint8Array, expected: string | Uint8Array): boolean {
  return timingSafeEqual(sha256(given), sha256(expected));
}

/** Returns the token of an `Authorization: Bearer …` header; undefined for any other header. */
export function bearerTokenOf(authorization: string | undefined): string | undefined {
  return /^Bearer +([\x21-\x7e]+)$/i.exec(authorization ?? '')?.[1];
}

/**
 * Whether a header carries the expected bearer secret. An empty secret never matches, because no header can carry it.
 */
export function hasBearerSecret(authorization: string | undefined, expected: string): boolean {
  const token = bearerTokenOf(authorization);
  return token !== undefined && isSameSecret(token, expected);
}

function sha256(data: string | Uint8Array): Buffer {
  return createHash('sha256').update(data).digest();
}
