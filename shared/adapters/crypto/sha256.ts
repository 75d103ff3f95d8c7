import { createHash } from 'node:crypto';

/** Returns the hex SHA-256 hash of a text. */
export function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}
