import type { DueLead, Page, RecyclingQuery } from '../../ports/lead-store.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';
import type { Database } from './database.ts';
import { type DueQuery, queryDuePartition, queryDueRows } from './due-index.ts';
import { keys, SHARD_COUNT } from './keys.ts';
import { readRowWithKeys } from './read-row.ts';
import { readRows } from './readable-rows.ts';
import { DueLeadRow } from './rows.ts';

/** How far the previous pages read one shard: not at all, to its end, or up to this lead. */
type ShardPosition = typeof START | typeof END | DueLead;
const START = '-';
const END = '.';
/** One position per shard, in shard order. */
const CURSOR = /^(?:[-.]|\d{4}-[\d:.T-]+Z#[^\s,]+)(?:,(?:[-.]|\d{4}-[\d:.T-]+Z#[^\s,]+))*$/;

/** Returns the first due leads of a sharded part of the index, oldest first across all shards. */
export async function queryDueLeads(db: Database, query: DueQuery): Promise<readonly DueLead[]> {
  return readRows(db, (row) => readRowWithKeys(DueLeadRow, row), await queryDueRows(db, query));
}

/**
 * Returns one page of due leads from a sharded part of the index, oldest first across all shards. The cursor holds a
 * position in each shard, so the next page continues correctly even if many leads have the same date.
 * @throws {BadCursor} when the cursor was not issued here.
 */
export async function queryDuePage(
  db: Database,
  query: RecyclingQuery & { readonly table: string; readonly prefix: string },
): Promise<Page<DueLead>> {
  const { limit } = query;
  const positions = positionsOf(query.cursor);
  const found = await Promise.all(positions.map((place, shard) => queryDueShard(db, { ...query, shard, place })));
  // The sort is stable within a shard, so the leads taken from a shard are always its first ones.
  const items = found
    .flat()
    .sort((a, b) => compare(a.dueAt, b.dueAt))
    .slice(0, limit);
  const next = found.map((leads, shard): ShardPosition => {
    const taken = leads.filter((lead) => items.includes(lead));
    return taken.length === leads.length ? END : (taken.at(-1) ?? positions[shard] ?? START);
  });
  return {
    items,
    ...(next.some((place) => place !== END) && { cursor: encodeCursor(next.map(positionToText).join(',')) }),
  };
}

async function queryDueShard(
  db: Database,
  query: RecyclingQuery & {
    readonly table: string;
    readonly prefix: string;
    readonly shard: number;
    readonly place: ShardPosition;
  },
): Promise<readonly DueLead[]> {
  const { table, before, limit, prefix, shard, place } = query;
  // A position after the requested date lies outside the query; DynamoDB would reject it.
  if (place === END || (place !== START && place.dueAt > before)) return [];
  const continueAfter = place === START ? undefined : { ...keys.lead(place.lead), dueAt: place.dueAt };
  // One row more than the limit shows whether more rows remain.
  const partition = `${prefix}#${shard}`;
  const rows = await queryDuePartition(db, { table, partition, before, limit: limit + 1, continueAfter });
  return readRows(db, (row) => readRowWithKeys(DueLeadRow, row), rows);
}

function positionsOf(cursor: string | undefined): readonly ShardPosition[] {
  if (cursor === undefined) return Array.from({ length: SHARD_COUNT }, () => START);
  const places = decodeCursor(cursor, CURSOR).split(',');
  return Array.from({ length: SHARD_COUNT }, (_, shard) => positionOf(places[shard] ?? START));
}

function positionOf(text: string): ShardPosition {
  if (text === START || text === END) return text;
  const [dueAt = '', lead = ''] = text.split('#');
  return { dueAt, lead };
}

function positionToText(place: ShardPosition): string {
  return typeof place === 'string' ? place : `${place.dueAt}#${place.lead}`;
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
