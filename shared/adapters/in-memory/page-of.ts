import { BadCursor } from '../../ports/bad-cursor.ts';
import type { Page } from '../../ports/lead-store.ts';

const CURSOR = /^after (.+)$/;

/**
 * Returns one page of items, sorted by position. A position is a text that is unique per item.
 * @throws {BadCursor} when the cursor was not issued here.
 */
export function takePage<Item>(
  items: readonly Item[],
  options: { readonly limit: number; readonly cursor?: string; readonly placeOf: (item: Item) => string },
): Page<Item> {
  const { limit, cursor, placeOf: sortKeyOf } = options;
  const after = cursor === undefined ? '' : CURSOR.exec(cursor)?.[1];
  if (after === undefined) throw new BadCursor();
  const rest = items
    .map((item) => ({ item, place: sortKeyOf(item) }))
    .filter(({ place }) => place > after)
    .sort((a, b) => (a.place < b.place ? -1 : 1));
  const page = rest.slice(0, limit);
  const last = rest.length > limit ? page.at(-1) : undefined;
  return { items: page.map(({ item }) => item), ...(last && { cursor: `after ${last.place}` }) };
}
