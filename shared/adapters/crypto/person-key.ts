import { createHmac } from 'node:crypto';

/**
 * Returns the key that identifies a person without revealing who it is: the HMAC-SHA256 of an identifier (see
 * `personKeysOf`) in lower-case hex. Without the secret nobody can test whether a known address is among the keys.
 */
export function hashPersonKey(secret: string, identifier: string): string {
  return createHmac('sha256', secret).update(identifier, 'utf8').digest('hex');
}
