import type { DueLead, Page, ReturningQuery } from '../../ports/lead-store.ts';
import { cursorTo, sortKeyAt } from './cursor.ts';
import type { Database } from './database.ts';
import { dueIn } from './due-index.ts';
import { keys, SHARDS } from './keys.ts';
import { DueRow, readWhole } from './rows.ts';

/** How far the pages before have come in one shard: not into it, to its end, or to this lead. */
type Reached = typeof START | typeof END | DueLead;
const START = '-';
const END = '.';
/** One of these for each shard, in their order. */
const CURSOR = /^(?:[-.]|\d{4}-[\d:.T-]+Z#[^\s,]+)(?:,(?:[-.]|\d{4}-[\d:.T-]+Z#[^\s,]+))*$/;

/**
 * One page of the leads that are due in a sharded part of the index, oldest first over all shards. The cursor keeps a place
 * in each shard, so that the next page goes on behind the last one even where many leads have the same date.
 * @throws {BadCursor} when the cursor is none of ours.
 */
export async function duePage(
  db: Database,
  query: ReturningQuery & { readonly table: string; readonly prefix: string },
): Promise<Page<DueLead>> {
  const { limit } = query;
  const reached = reachedAt(query.cursor);
  const found = await Promise.all(reached.map((place, shard) => dueInShard(db, { ...query, shard, place })));
  // The sort keeps a shard's own order where dates are the same, so that what is taken of a shard is always its front.
  const items = found
    .flat()
    .sort((a, b) => compare(a.dueAt, b.dueAt))
    .slice(0, limit);
  const next = found.map((leads, shard): Reached => {
    const taken = leads.filter((lead) => items.includes(lead));
    return taken.length === leads.length ? END : (taken.at(-1) ?? reached[shard] ?? START);
  });
  return { items, ...(next.some((place) => place !== END) && { cursor: cursorTo(next.map(placeText).join(',')) }) };
}

async function dueInShard(
  db: Database,
  query: ReturningQuery & {
    readonly table: string;
    readonly prefix: string;
    readonly shard: number;
    readonly place: Reached;
  },
): Promise<readonly DueLead[]> {
  const { table, before, limit, prefix, shard, place } = query;
  // A place behind the date that is asked for is no place in the answer: DynamoDB would refuse it.
  if (place === END || (place !== START && place.dueAt > before)) return [];
  const after = place === START ? undefined : { ...keys.lead(place.lead), dueAt: place.dueAt };
  // One more than can be taken shows whether any is left.
  const rows = await dueIn(db, { table, partition: `${prefix}#${shard}`, before, limit: limit + 1, after });
  return rows.map((row) => readWhole(DueRow, row));
}

function reachedAt(cursor: string | undefined): readonly Reached[] {
  if (cursor === undefined) return Array.from({ length: SHARDS }, () => START);
  const places = sortKeyAt(cursor, CURSOR).split(',');
  return Array.from({ length: SHARDS }, (_, shard) => placeOf(places[shard] ?? START));
}

function placeOf(text: string): Reached {
  if (text === START || text === END) return text;
  const [dueAt = '', lead = ''] = text.split('#');
  return { dueAt, lead };
}

function placeText(place: Reached): string {
  return typeof place === 'string' ? place : `${place.dueAt}#${place.lead}`;
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
