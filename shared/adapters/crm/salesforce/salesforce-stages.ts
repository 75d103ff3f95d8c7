import { type CrmFailure, isPassing } from '../../../domain/crm/crm-failure.ts';
import type { CrmStage } from '../../../domain/crm/crm-lifecycle.ts';
import { type Instant, instantOf } from '../../../domain/instant.ts';
import * as z from '../../../domain/lazy-zod.ts';
import { type Result, success } from '../../../domain/result.ts';
import { quoteSoql, type SalesforceClient } from './salesforce-client.ts';

/** The field with the stage of a lead, and the one that says that it was converted, whose name is the stage then. */
export const STATUS = 'Status';
export const CONVERTED = 'IsConverted';

const Time = z.string().transform((text): Instant => instantOf(Date.parse(text)));
const LeadRow = z.object({
  Status: z.string(),
  IsConverted: z.boolean(),
  ConvertedDate: z.string().nullish(),
  CreatedDate: Time,
  LastModifiedDate: Time,
});
const HistoryRow = z.object({ NewValue: z.unknown(), CreatedDate: Time });

/** Returns the stages of a lead, without the times. */
export function stagesOf(status: string | null | undefined, isConverted: boolean): readonly CrmStage[] {
  return [
    ...(status ? [{ property: STATUS, value: status }] : []),
    ...(isConverted ? [{ property: CONVERTED, value: CONVERTED }] : []),
  ];
}

/**
 * Reads the stages of a lead, and when each was set. Of the status the history tells, where the organization keeps one of
 * the field (https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_leadhistory.htm);
 * of a conversion there is a date without a time. A lead that is gone has none.
 */
export async function readStages(
  id: string,
  client: SalesforceClient,
): Promise<Result<readonly CrmStage[], CrmFailure>> {
  const quoted = quoteSoql(id);
  const soql = `SELECT Status, IsConverted, ConvertedDate, CreatedDate, LastModifiedDate FROM Lead WHERE Id IN (${quoted})`;
  const rows = await client.query(soql, LeadRow);
  if (!rows.ok) return rows;
  const [row] = rows.value;
  if (!row) return success([]);
  const history = await client.query(
    `SELECT NewValue, CreatedDate FROM LeadHistory WHERE LeadId IN (${quoted}) AND Field = '${STATUS}' ORDER BY CreatedDate DESC`,
    HistoryRow,
  );
  // Where no history is kept, or may not be read, the lead's own dates are all there is.
  if (!history.ok && isPassing(history.problem.code) && history.problem.code !== 'forbidden') return history;
  const setTo = (value: string) => history.ok && history.value.find(({ NewValue }) => NewValue === value);
  const record = { madeAt: row.CreatedDate, changedAt: row.LastModifiedDate };
  return success(
    stagesOf(row.Status, row.IsConverted).map((stage) => {
      const at = stage.property === STATUS ? setTo(stage.value) || undefined : undefined;
      const day = stage.property === CONVERTED ? row.ConvertedDate : undefined;
      const set = at?.CreatedDate ?? (day ? instantOf(Date.parse(day)) : undefined);
      return { ...stage, record, ...(set !== undefined && { at: set }) };
    }),
  );
}
