import type { LeadId } from '../../domain/ids.ts';
import { holdOf, type Lead, workItemOf } from '../../domain/lead/lead.ts';
import type { LeadQuery, Page } from '../../ports/lead-store.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';
import type { Database } from './database.ts';
import { keys, listKeyAfter, listPartitionsOf, type TableNames } from './keys.ts';
import { readRowWithKeys } from './read-row.ts';
import { readRows } from './readable-rows.ts';
import { LeadListRow, OwnedLeadRow } from './rows.ts';

/** Leads looked at together when a list is filtered. */
const CHUNK_SIZE = 100;
/** The most leads that one page looks at. A page of a filtered list may therefore be short, and still have a cursor. */
const MAX_EXAMINED = 2000;

/** An entry of a list: a lead, and the sort key by which the list continues after it. */
interface ListEntry {
  readonly lead: LeadId;
  readonly place: string;
}

/** One kind of list. */
interface LeadList {
  /** Form of a sort key; another one is refused. */
  readonly places: RegExp;
  /** Returns the first entries after a place. They may lag. */
  readonly read: (limit: number, after?: string) => Promise<readonly ListEntry[]>;
  readonly includes: (lead: Lead) => boolean;
  /** Whether the list also has entries of leads that it does not include. */
  readonly isFiltered: boolean;
}

/** Where lists are read. */
export interface ListSource {
  readonly db: Database;
  readonly tables: TableNames;
  /** Loads leads in this order, without those that cannot be read. */
  readonly load: (ids: readonly LeadId[]) => Promise<readonly Lead[]>;
}

/**
 * Returns one page of leads, oldest first. Entries hold keys only and may lag, so each lead is loaded, and left out if
 * it is not what was asked for.
 * @throws {BadCursor} when the cursor was not issued for such a list.
 */
export async function listLeads(source: ListSource, { limit, cursor, ...query }: LeadQuery): Promise<Page<Lead>> {
  const list = leadListOf(source, query);
  const size = list.isFiltered ? Math.max(limit, CHUNK_SIZE) : limit;
  const items: Lead[] = [];
  let place = cursor === undefined ? undefined : decodeCursor(cursor, list.places);
  for (let examined = 0; examined < MAX_EXAMINED; examined += size) {
    const entries = await list.read(size + 1, place);
    const chunk = entries.slice(0, size);
    const leads = new Map((await source.load(chunk.map(({ lead }) => lead))).map((lead) => [lead.id, lead]));
    for (const entry of chunk) {
      if (items.length === limit) return { items, ...cursorAfter(place) };
      const lead = leads.get(entry.lead);
      if (lead && list.includes(lead)) items.push(lead);
      place = entry.place;
    }
    if (entries.length <= size) return { items };
    if (items.length === limit) break;
  }
  return { items, ...cursorAfter(place) };
}

function cursorAfter(place: string | undefined): { readonly cursor?: string } {
  return place === undefined ? {} : { cursor: encodeCursor(place) };
}

function leadListOf(
  source: ListSource,
  { by, receivedBy, receivedFrom }: Pick<LeadQuery, 'by' | 'receivedBy' | 'receivedFrom'>,
): LeadList {
  if ('owner' in by)
    return {
      places: /^HOLD#.+$/,
      read: (limit, after) => readHolds(source, by.owner, { limit, after }),
      includes: (lead) => holdOf(lead)?.rep === by.owner && lead.receivedAt >= (receivedFrom ?? ''),
      isFiltered: receivedFrom !== undefined,
    };
  const last = receivedFrom === undefined ? undefined : BEFORE_ERASED;
  const end = receivedBy === undefined ? last : listKeyAfter(receivedBy);
  const index =
    'team' in by
      ? { name: 'byTeam', attribute: 'teamKey', partitions: [by.team] }
      : { name: 'byState', attribute: 'stateKey', partitions: listPartitionsOf(by.state) };
  return {
    places: /^[^#]+#.+$/,
    read: (limit, after) => readIndex(source, index, { limit, after, start: receivedFrom, end }),
    includes: (lead) =>
      'team' in by ? (holdOf(lead)?.team ?? workItemOf(lead)?.team) === by.team : lead.stage.state === by.state,
    isFiltered: 'state' in by && by.state !== 'closed',
  };
}

/** Reads the leads a rep holds, from the rep's own rows. Ids of leads grow with the time of their receipt. */
async function readHolds(
  { db, tables }: ListSource,
  owner: string,
  { limit, after }: { readonly limit: number; readonly after?: string },
): Promise<readonly ListEntry[]> {
  const { pk } = keys.rep(owner);
  const rows = await db.query(
    {
      TableName: tables.reps,
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :hold)',
      ExpressionAttributeValues: { ':pk': pk, ':hold': 'HOLD#' },
      ...(after !== undefined && { ExclusiveStartKey: { pk, sk: after } }),
    },
    limit,
  );
  return readRows(db, (row) => readRowWithKeys(OwnedLeadRow, row), rows);
}

/** Reads the first entries of an index over all its partitions. A sort key ends with the lead's id, so none is twice. */
async function readIndex(
  { db, tables }: ListSource,
  {
    name,
    attribute,
    partitions,
  }: { readonly name: string; readonly attribute: string; readonly partitions: readonly string[] },
  {
    limit,
    after = '',
    start = FIRST,
    end = LAST,
  }: { readonly limit: number; readonly after?: string; readonly start?: string | undefined; readonly end?: string },
): Promise<readonly ListEntry[]> {
  // Nothing is between the place and its successor, and nothing is exactly at the end.
  const from = after === '' ? start : `${after}${FIRST}`;
  if (from > end) return [];
  const found = await Promise.all(
    partitions.map((partition) =>
      db.query(
        {
          TableName: tables.leads,
          IndexName: name,
          KeyConditionExpression: '#by = :by AND listAt BETWEEN :from AND :end',
          ExpressionAttributeNames: { '#by': attribute },
          ExpressionAttributeValues: { ':by': partition, ':from': from, ':end': end },
        },
        limit,
      ),
    ),
  );
  const entries = readRows(db, (row) => readRowWithKeys(LeadListRow, row), found.flat());
  return entries.sort((a, b) => (a.place < b.place ? -1 : 1)).slice(0, limit);
}

/** Erased leads are listed after all others. */
const BEFORE_ERASED = '~';
/** Sort before and after every date and id. */
const FIRST = ' ';
const LAST = '~~';
