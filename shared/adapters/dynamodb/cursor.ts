import { BadCursor } from '../../ports/bad-cursor.ts';

/**
 * Where a page ended, as a text that callers hand back unread. It holds a sort key only; the partition always comes from
 * the question itself, so that a forged cursor can at most skip within what its bearer may read anyway.
 */
export function cursorTo(sortKey: string): string {
  return Buffer.from(sortKey, 'utf8').toString('base64url');
}

/**
 * The sort key a cursor stands for.
 * @throws {BadCursor} when it is none of ours, for the pattern a sort key of this kind has.
 */
export function sortKeyAt(cursor: string, pattern: RegExp): string {
  const sortKey = Buffer.from(cursor, 'base64url').toString('utf8');
  if (cursorTo(sortKey) !== cursor || !pattern.test(sortKey)) throw new BadCursor();
  return sortKey;
}
