import { createHmac } from 'node:crypto';

/**
 * The key by which one person is recognised without being readable: HMAC-SHA256 of an identifier (see `personKeys`) as
 * lower-case hex. Without the secret nobody can find out whether a known address is among the keys.
 */
export function personKey(secret: string, identifier: string): string {
  return createHmac('sha256', secret).update(identifier, 'utf8').digest('hex');
}
