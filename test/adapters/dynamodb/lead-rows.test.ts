import { describe, expect, it } from 'vitest';
import { Database, type Row } from '../../../shared/adapters/dynamodb/database.ts';
import { leadToRows, rowsToLead } from '../../../shared/adapters/dynamodb/lead-rows.ts';
import { LeadTable } from '../../../shared/adapters/dynamodb/lead-table.ts';
import type { Lead } from '../../../shared/domain/lead/lead.ts';
import { aLead, aLeadsTransitions, type LeadStageName } from '../../support/builders/lead.ts';
import { aRetryPolicyWithoutWaits, aScriptedClient } from './scripted-client.ts';

const TABLES = { leads: 'leads', reps: 'reps' };
const STAGES: readonly LeadStageName[] = [
  ...(['received', 'queued', 'parked', 'assigned', 'sought', 'working', 'nurturing', 'closed'] as const),
];
/** As the client stores and returns a row. */
const stored = (row: Row): Row => JSON.parse(JSON.stringify(row), reviveBytes) as Row;
function reviveBytes(name: string, value: unknown): unknown {
  return name === 'packed' ? Uint8Array.from(Object.values(value as Record<string, number>)) : value;
}
const rowsOf = (lead: Lead, before?: Lead): readonly Row[] =>
  Object.values(leadToRows(lead, before)).map((row: Row) => stored(row));
const touched = (lead: Lead): Lead => ({ ...lead, touchpoints: [...lead.touchpoints, ...lead.touchpoints] });

describe('the rows of a lead', () => {
  it.each(STAGES)('hold a lead that is %s', (stage) => {
    const lead = aLead(stage);
    expect(rowsToLead(rowsOf(lead).toReversed())).toEqual(lead);
  });

  it('are one row while it is new, and two from then on', () => {
    const [first, second, third] = aLeadsTransitions('assigned');
    expect(leadToRows(first?.after ?? aLead()).details).toBeUndefined();
    expect(leadToRows(second?.after ?? aLead(), second?.before).details).toBeDefined();
    expect(leadToRows(third?.after ?? aLead(), third?.before).details).toBeUndefined();
  });

  it('both change with what is known of it', () => {
    const lead = aLead('assigned');
    const { state, details } = leadToRows(touched(lead), lead);
    expect(details).toBeDefined();
    expect(state.details).not.toBe(leadToRows(lead).state.details);
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
