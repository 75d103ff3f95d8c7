import { describe, expect, it } from 'vitest';
import { Database, type Row } from '../../../shared/adapters/dynamodb/database.ts';
import {
  detailsAheadOf,
  eventToRow,
  leadToRows,
  rowsToLead,
  storedDetailsOf,
} from '../../../shared/adapters/dynamodb/lead-rows.ts';
import { LeadTable } from '../../../shared/adapters/dynamodb/lead-table.ts';
import { readRow, readRowWithKeys } from '../../../shared/adapters/dynamodb/read-row.ts';
import { EventRow, StateEventRow } from '../../../shared/adapters/dynamodb/rows.ts';
import type { Lead } from '../../../shared/domain/lead/lead.ts';
import { aLead, aLeadsTransitions, type LeadStageName } from '../../support/builders/lead.ts';
import { receiveLead } from '../../support/builders/moves.ts';
import { aRetryPolicyWithoutWaits, aScriptedClient } from './scripted-client.ts';

const TABLES = { leads: 'leads', reps: 'reps' };
const STAGES: readonly LeadStageName[] = [
  ...(['received', 'queued', 'parked', 'assigned', 'sought', 'working', 'nurturing', 'closed'] as const),
];
/** As the client returns a row that it has stored. */
const stored = (row: Row): Row => structuredClone(row);
const event = receiveLead().event;
/** The rows of a lead whose details had a row of their own before. */
const rowsOf = (lead: Lead): readonly Row[] =>
  Object.values(leadToRows({ after: lead, event, storedDetails: { digest: 'before' } })).map((row: Row) => stored(row));
const detailsIn = (state: Row = {}) => storedDetailsOf(state);
const touched = (lead: Lead): Lead => ({ ...lead, touchpoints: [...lead.touchpoints, ...lead.touchpoints] });

describe('the rows of a lead', () => {
  it.each(STAGES)('hold a lead that is %s', (stage) => {
    const lead = aLead(stage);
    expect(rowsToLead(rowsOf(lead).toReversed())).toEqual(lead);
  });

  it('are one row while it is new, and two from then on, of which most transitions write one', () => {
    let storedDetails: ReturnType<typeof detailsIn>;
    let detailsRow: Row = {};
    const written = aLeadsTransitions('closed').map((change) => {
      const ahead = detailsAheadOf({ ...change, storedDetails });
      const { state, details } = leadToRows({ ...change, storedDetails: ahead ?? storedDetails });
      detailsRow = ahead?.row ?? details ?? detailsRow;
      storedDetails = detailsIn(state);
      expect(rowsToLead([stored(state), stored(detailsRow)])).toEqual(change.after);
      return { inState: 'packed' in state, ahead: ahead !== undefined, details: details !== undefined };
    });
    const named = { inState: false, ahead: false, details: false };
    expect(written).toEqual([{ ...named, inState: true }, { ...named, ahead: true }, named, named, named]);
  });

  it('keep the details in the state while their own row could not be written', () => {
    const before = aLead('received');
    const storedDetails = detailsIn(leadToRows({ after: before, event }).state);
    const after = touched(aLead('queued'));
    const { state, details } = leadToRows({ after, event, storedDetails });
    expect(details).toBeUndefined();
    expect(rowsToLead([stored(state)])).toEqual(after);
  });

  it('move details out of the state exactly as they were stored', () => {
    const before = aLead('queued');
    const { state } = leadToRows({ after: before, event });
    const next = { ...before, version: before.version + 1 };
    const moved = detailsAheadOf({ after: next, storedDetails: detailsIn(state) });
    expect(moved?.row).toEqual({ pk: state.pk, sk: 'STATE#DETAILS', packed: state.packed });
  });

  it('both change with what is known of it', () => {
    const before = aLead('assigned');
    const [first = {}] = rowsOf(before);
    const { state, details } = leadToRows({ after: touched(before), event, storedDetails: detailsIn(first) });
    expect(details).toBeDefined();
    expect(state.details).not.toBe(first.details);
  });

  it('are two, with nothing of before, once the person is erased', () => {
    const before = aLead('queued');
    const storedDetails = detailsIn(leadToRows({ after: before, event }).state);
    const forgotten = { ...aLead('closed'), forgottenAt: before.receivedAt };
    expect(detailsAheadOf({ after: forgotten, storedDetails })).toBeUndefined();
    expect(leadToRows({ after: forgotten, event, storedDetails }).details).toBeDefined();
  });

  it('still belong together after a transition of a lead of which reading left something out', () => {
    // Read without its prototype, as a field is that a later schema does not know.
    const features = JSON.parse('{"__proto__": "x", "country": "DE"}') as Lead['features'];
    const [state, details] = rowsOf({ ...aLead('assigned'), features });
    const lead = rowsToLead([state ?? {}, details ?? {}]) as Lead;
    const next = leadToRows({ after: { ...lead, version: lead.version + 1 }, event, storedDetails: detailsIn(state) });
    const stays = next.details ?? details ?? {};
    expect(rowsToLead([stored(next.state), stored(stays)])).toMatchObject({ features: { country: 'DE' } });
  });

  it('hold its latest event, whose own row says the same', () => {
    for (const change of aLeadsTransitions('closed')) {
      const { state } = leadToRows(change);
      expect(readRowWithKeys(StateEventRow, stored(state))).toEqual(change.event);
      expect(readRow(EventRow, stored(eventToRow(change.event)))).toEqual(change.event);
    }
  });

  it('of two moments are torn', () => {
    const lead = aLead('assigned');
    const [state] = rowsOf(touched(lead));
    const [, details] = rowsOf(lead);
    expect(rowsToLead([state ?? {}, details ?? {}])).toBe('torn');
    expect(rowsToLead([state ?? {}])).toBe('torn');
    expect(rowsToLead([details ?? {}])).toBeUndefined();
  });

  it('are read again while they are torn, by one and by many', async () => {
    const lead = aLead('assigned');
    const [state, details] = rowsOf(touched(lead));
    const [, older] = rowsOf(lead);
    const torn = [state, older];
    const table = (...script: Parameters<typeof aScriptedClient>) => {
      const { client, asked } = aScriptedClient(...script);
      return { leads: new LeadTable({ db: new Database(client, aRetryPolicyWithoutWaits()), tables: TABLES }), asked };
    };
    const one = table({ Items: torn }, { Items: torn }, { Items: [state, details] });
    expect(await one.leads.load(lead.id)).toEqual(touched(lead));
    expect(one.asked).toHaveLength(3);
    const many = table({ Responses: { leads: torn } }, { Items: [state, details] });
    expect(await many.leads.loadMany([lead.id, 'lead_of_nobody'])).toEqual([touched(lead)]);
    await expect(table({ Items: torn }).leads.load(lead.id)).rejects.toThrow('unreadable_row');
  });
});
