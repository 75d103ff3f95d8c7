import type { LeadId } from '../../domain/ids.ts';
import type { LeadEvent } from '../../domain/lead/events.ts';
import type { LeadChange } from '../../ports/lead-store.ts';
import { StoreError } from '../../ports/store-error.ts';
import type { Database, Row } from './database.ts';
import { keys } from './keys.ts';
import { eventToRow } from './lead-rows.ts';
import { readRowWithKeys } from './read-row.ts';
import { readRows } from './readable-rows.ts';
import { EventRow, StateEventRow } from './rows.ts';

/** Reads the stored states of the leads that a commit changes. */
export async function readStates(
  db: Database,
  { table, transitions }: { readonly table: string; readonly transitions: readonly LeadChange[] },
): Promise<readonly Row[]> {
  return db.getMany(
    table,
    transitions.flatMap(({ before }) => (before ? [keys.lead(before.id)] : [])),
  );
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
  }: { readonly table: string; readonly transitions: readonly LeadChange[]; readonly states: readonly Row[] },
): Promise<void> {
  await Promise.all(
    states.map(async (state) => {
      const event = readRowWithKeys(StateEventRow, state);
      if (!transitions.some(({ before }) => before?.id === event.lead && before.version === event.seq)) return;
      const { ended } = await db.put({ TableName: table, Item: eventToRow(event) });
      if (ended !== 'written') throw new StoreError('event_refused');
    }),
  );
}

/** Whether a transition was saved although the lead has moved on since: its event has a row. */
export async function isEventKept(
  db: Database,
  { table, event }: { readonly table: string; readonly event: LeadEvent },
): Promise<boolean> {
  const row = await db.get(table, keys.event(event.lead, event.seq));
  return row?.id === event.id;
}

/** Returns all events of a lead, oldest first. The latest is in the state, which is read first: so none is missing. */
export async function readTimeline(
  db: Database,
  { table, lead }: { readonly table: string; readonly lead: LeadId },
): Promise<readonly LeadEvent[]> {
  const state = await db.get(table, keys.lead(lead));
  const rows = await db.query({
    TableName: table,
    KeyConditionExpression: 'pk = :pk AND begins_with(sk, :events)',
    ExpressionAttributeValues: { ':pk': keys.lead(lead).pk, ':events': 'EVENT#' },
  });
  const kept = readRows(db, EventRow, rows);
  const latest = readRows(db, (row) => readRowWithKeys(StateEventRow, row), state ? [state] : []);
  const lastKept = kept.at(-1)?.seq ?? 0;
  return [...kept, ...latest.filter(({ seq }) => seq > lastKept)];
}
