import type { CrmDeletion } from '../../../domain/crm/crm-change.ts';
import type { CrmFailure } from '../../../domain/crm/crm-failure.ts';
import { addSeconds, type Instant, instantOf } from '../../../domain/instant.ts';
import * as z from '../../../domain/lazy-zod.ts';
import { type Result, success } from '../../../domain/result.ts';
import { inParts } from '../crm-request.ts';
import { API, quoteSoql, type SalesforceClient } from './salesforce-client.ts';
import type { PersonObject } from './salesforce-subjects.ts';

/** Salesforce tells of deletions of the last 15 days; a day less, since its clock is not ours. */
const MAX_AGE_SECONDS = 14 * 86_400;
/** Start and end must be more than a minute apart, and their seconds are ignored. */
const MIN_WINDOW_SECONDS = 180;
/** The most ids of one query: it stands in the address of the request. */
const MAX_IDS = 200;

const Time = z.string().transform((text): Instant => instantOf(Date.parse(text)));
const Answer = z.object({
  deletedRecords: z.array(z.object({ id: z.string(), deletedDate: Time })),
  latestDateCovered: Time,
});
const Row = z.looseObject({ Id: z.string(), MasterRecordId: z.string().nullish() });

/** What is asked for: deletions since some time, as this object's. */
interface DeletionQuery {
  readonly object: PersonObject;
  readonly from: Instant;
  readonly now: Instant;
  readonly isTaken: (change: { readonly id: string; readonly changedAt: Instant }) => boolean;
}

/**
 * Reads which records were deleted or merged into another, oldest first
 * (https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api/resources_getdeleted.htm). What was deleted after
 * `latestDateCovered` is left for the next reading: something earlier may still be missing there. A record that was
 * restored meanwhile is none.
 */
export async function readDeletions(
  { object, from, now, isTaken }: DeletionQuery,
  { client, leadProperty }: { readonly client: SalesforceClient; readonly leadProperty: string | undefined },
): Promise<Result<readonly CrmDeletion[], CrmFailure>> {
  const oldest = addSeconds(now, -MAX_AGE_SECONDS);
  const newest = addSeconds(now, -MIN_WINDOW_SECONDS);
  const start = [from, oldest].toSorted()[1] ?? from;
  const window = new URLSearchParams({ start: start < newest ? start : newest, end: now });
  const answer = await client.get(`${API}/sobjects/${object}/deleted/?${window}`, Answer);
  if (!answer.ok) return answer;
  const { deletedRecords, latestDateCovered } = answer.value;
  const fresh = deletedRecords
    .map(({ id, deletedDate: changedAt }) => ({ id, changedAt }))
    .filter((one) => one.changedAt <= latestDateCovered && !isTaken(one))
    .toSorted((a, b) => (a.changedAt < b.changedAt ? -1 : 1));
  const rows = new Map<string, z.output<typeof Row>>();
  for (const part of inParts(fresh, MAX_IDS)) {
    const fields = ['Id', 'MasterRecordId', leadProperty];
    const listed = part.map(({ id }) => quoteSoql(id)).join(', ');
    const soql = `SELECT ${fields.filter(Boolean).join(', ')} FROM ${object} WHERE Id IN (${listed}) AND IsDeleted = true`;
    const found = await client.query(soql, Row, { all: true });
    if (!found.ok) return found;
    for (const row of found.value) rows.set(row.Id, row);
  }
  return success(
    fresh.flatMap(({ id, changedAt }): readonly CrmDeletion[] => {
      const row = rows.get(id);
      if (!row) return [];
      const lead = leadProperty === undefined ? undefined : row[leadProperty];
      const about = { record: id, formerRecords: [], ...(typeof lead === 'string' && lead !== '' && { lead }) };
      const master = row.MasterRecordId;
      return [{ type: 'deletion', id, changedAt, about, ...(master && { mergedInto: master }) }];
    }),
  );
}
