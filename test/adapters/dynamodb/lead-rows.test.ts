import { describe, expect, it } from 'vitest';
import { Database, type Row } from '../../../shared/adapters/dynamodb/database.ts';
import { eventToRow, leadToRows, rowsToLead, storedDetailsOf } from '../../../shared/adapters/dynamodb/lead-rows.ts';
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
const rowsOf = (lead: Lead): readonly Row[] =>
  Object.values(leadToRows({ after: lead, event })).map((row: Row) => stored(row));
const digestIn = (state: Row = {}) => new Map(storedDetailsOf(state)).values().next().value;
const touched = (lead: Lead): Lead => ({ ...lead, touchpoints: [...lead.touchpoints, ...lead.touchpoints] });

describe('the rows of a lead', () => {
  it.each(STAGES)('hold a lead that is %s', (stage) => {
    const lead = aLead(stage);
    expect(rowsToLead(rowsOf(lead).toReversed())).toEqual(lead);
  });

  it('are one row while it is new, and two from then on, of which most transitions write one', () => {
    let storedDetails: string | undefined;
    const written = aLeadsTransitions('closed').map((change) => {
      const { state, details } = leadToRows({ ...change, storedDetails });
      storedDetails = digestIn(state);
      return details !== undefined;
    });
    expect(written).toEqual([false, true, false, false, false]);
  });

  it('both change with what is known of it', () => {
    const before = aLead('assigned');
    const storedDetails = digestIn(leadToRows({ after: before, event }).state);
    const { state, details } = leadToRows({ after: touched(before), event, storedDetails });
    expect(details).toBeDefined();
    expect(state.details).not.toBe(storedDetails);
  });

  it('still belong together after a transition of a lead of which reading left something out', () => {
    // Read without its prototype, as a field is that a later schema does not know.
    const features = JSON.parse('{"__proto__": "x", "country": "DE"}') as Lead['features'];
    const [state, details] = rowsOf({ ...aLead('assigned'), features });
    const lead = rowsToLead([state ?? {}, details ?? {}]) as Lead;
    const next = leadToRows({ after: { ...lead, version: lead.version + 1 }, event, storedDetails: digestIn(state) });
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
    expect(await many.leads.loadMany([lead.id])).toEqual([touched(lead)]);
    await expect(table({ Items: torn }).leads.load(lead.id)).rejects.toThrow('unreadable_row');
  });
});
