import { BadCursor } from '../../ports/bad-cursor.ts';

/**
 * Encodes where a page ended as an opaque text. It holds a sort key only; the partition always comes from the query. A
 * forged cursor can therefore only skip within what the caller may read anyway.
 */
export function encodeCursor(sortKey: string): string {
  return Buffer.from(sortKey, 'utf8').toString('base64url');
}

/**
 * Returns the sort key a cursor stands for.
 * @throws {BadCursor} when the decoded key does not match `pattern`.
 */
export function decodeCursor(cursor: string, pattern: RegExp): string {
  const sortKey = Buffer.from(cursor, 'base64url').toString('utf8');
  if (encodeCursor(sortKey) !== cursor || !pattern.test(sortKey)) throw new BadCursor();
  return sortKey;
}
