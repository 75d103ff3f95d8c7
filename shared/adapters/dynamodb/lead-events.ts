import type { LeadId } from '../../domain/ids.ts';
import type { LeadEvent } from '../../domain/lead/events.ts';
import type { Lead } from '../../domain/lead/lead.ts';
import type { LeadChange } from '../../ports/lead-store.ts';
import { StoreError } from '../../ports/store-error.ts';
import type { Database, Row } from './database.ts';
import { keys } from './keys.ts';
import { eventToRow, leadIdOfRow } from './lead-rows.ts';
import { readRowWithKeys } from './read-row.ts';
import { readRows } from './readable-rows.ts';
import { EventRow, StateEventRow } from './rows.ts';

/** The state of each lead that a commit changes, as it was when the lead was loaded. */
export type StoredStates = ReadonlyMap<LeadId, Row>;

/**
 * Returns the stored states that a commit replaces. One that was read with its lead need not be read again: if it has
 * changed since, the commit is refused.
 */
export async function readStates(
  db: Database,
  {
    table,
    transitions,
    read,
  }: {
    readonly table: string;
    readonly transitions: readonly LeadChange[];
    /** The state that was read with a lead, if it was read by this store. */
    readonly read: (lead: Lead) => Row | undefined;
  },
): Promise<StoredStates> {
  const leads = transitions.flatMap(({ before }) => before ?? []);
  const known = leads.map(read).filter((state) => state !== undefined);
  const missing = leads.filter((lead) => !read(lead));
  const found = await db.getMany(
    table,
    missing.map(({ id }) => keys.lead(id)),
  );
  const states: readonly Row[] = [...known, ...found];
  return new Map(states.map((state) => [leadIdOfRow(state), state]));
}

/**
 * Gives the latest event of each lead a row of its own, before a transition puts the next one into the state. That event
 * is stored already, so its row needs no transaction, and may be written twice. A lead that has changed meanwhile is left
 * alone: its transition will be refused.
 */
export async function keepLatestEvents(
  db: Database,
  {
    table,
    transitions,
    states,
  }: { readonly table: string; readonly transitions: readonly LeadChange[]; readonly states: StoredStates },
): Promise<void> {
  await Promise.all(
    [...states.values()].map(async (state) => {
      const event = readRowWithKeys(StateEventRow, state);
      if (!transitions.some(({ before }) => before?.id === event.lead && before.version === event.seq)) return;
      const { ended } = await db.put({ TableName: table, Item: eventToRow(event) });
      if (ended !== 'written') throw new StoreError('event_refused');
    }),
  );
}

const EVENTS = 'EVENT#';

/** Whether a transition was saved although the lead has moved on since: its event has a row. */
export async function isEventKept(
  db: Database,
  { table, event }: { readonly table: string; readonly event: LeadEvent },
): Promise<boolean> {
  const row = await db.get(table, keys.event(event.lead, event.seq));
  return row?.id === event.id;
}

/**
 * Returns the rows of a lead's timeline, and its details on request. One query, backwards: the state, which has the
 * latest event, is read before the rows of earlier events, so none is missing. The few rows in between are cheaper than a
 * second request.
 */
export async function queryTimelineRows(
  db: Database,
  { table, lead, details }: { readonly table: string; readonly lead: LeadId; readonly details?: true },
): Promise<readonly Row[]> {
  const { pk } = keys.lead(lead);
  const last = details ? keys.leadDetails(lead).sk : keys.lead(lead).sk;
  return db.query({
    TableName: table,
    KeyConditionExpression: 'pk = :pk AND sk BETWEEN :events AND :last',
    ExpressionAttributeValues: { ':pk': pk, ':events': EVENTS, ':last': last },
    ScanIndexForward: false,
  });
}

/** Returns the events in these rows, oldest first. */
export function rowsToTimeline(db: Database, rows: readonly Row[]): readonly LeadEvent[] {
  const events = rows.filter((row) => String(row.sk).startsWith(EVENTS)).toReversed();
  const states = rows.filter((row) => row.sk === keys.lead('').sk);
  const kept = readRows(db, EventRow, events);
  const latest = readRows(db, (row) => readRowWithKeys(StateEventRow, row), states);
  const lastKept = kept.at(-1)?.seq ?? 0;
  return [...kept, ...latest.filter(({ seq }) => seq > lastKept)];
}
