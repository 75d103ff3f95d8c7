import type { CrmSubject } from '../../../domain/crm/crm-change.ts';
import type { CrmFailure } from '../../../domain/crm/crm-failure.ts';
import * as z from '../../../domain/lazy-zod.ts';
import { type Result, success } from '../../../domain/result.ts';
import { inParts } from '../crm-request.ts';
import { quoteSoql, type SalesforceClient } from './salesforce-client.ts';

/** The objects of persons, and how the ids of their records begin. */
export const PERSON_OBJECTS = { Lead: '00Q', Contact: '003' } as const;
export type PersonObject = keyof typeof PERSON_OBJECTS;

/** The most ids of one query: it stands in the address of the request. */
const MAX_IDS = 200;

const Row = z.looseObject({ Id: z.string() });
const Former = z.object({
  Id: z.string(),
  MasterRecordId: z.string().nullish(),
  ConvertedContactId: z.string().nullish(),
});

/** Returns the object of a person's record; undefined for any other. */
export function personObjectOf(id: string): PersonObject | undefined {
  return id.startsWith(PERSON_OBJECTS.Lead) ? 'Lead' : id.startsWith(PERSON_OBJECTS.Contact) ? 'Contact' : undefined;
}

/** Reads which leads records are about, and which records became them: by a merge, or when a lead was converted. */
export async function readSubjects(
  ids: readonly string[],
  { client, leadProperty }: { readonly client: SalesforceClient; readonly leadProperty: string | undefined },
): Promise<Result<ReadonlyMap<string, CrmSubject>, CrmFailure>> {
  const subjects = new Map<string, CrmSubject>();
  for (const part of inParts([...new Set(ids)], MAX_IDS)) {
    for (const object of ['Lead', 'Contact'] as const) {
      const own = part.filter((id) => personObjectOf(id) === object);
      if (own.length === 0) continue;
      const former = await readFormer(object, own, client);
      if (!former.ok) return former;
      const soql = `SELECT ${['Id', leadProperty].filter(Boolean).join(', ')} FROM ${object} WHERE Id IN (${quoted(own)})`;
      const rows = await client.query(soql, Row);
      if (!rows.ok) return rows;
      for (const row of rows.value) {
        subjects.set(row.Id, toSubject(row, { leadProperty, formerRecords: former.value.get(row.Id) ?? [] }));
      }
    }
  }
  return success(subjects);
}

/** Reads those of these records that were deleted. One that was merged into another has that one as its master. */
export async function readDeleted(
  ids: readonly string[],
  { client, leadProperty }: { readonly client: SalesforceClient; readonly leadProperty: string | undefined },
): Promise<Result<readonly CrmSubject[], CrmFailure>> {
  const deleted: CrmSubject[] = [];
  for (const part of inParts(ids, MAX_IDS)) {
    for (const object of ['Lead', 'Contact'] as const) {
      const own = part.filter((id) => personObjectOf(id) === object);
      if (own.length === 0) continue;
      const fields = ['Id', leadProperty].filter(Boolean).join(', ');
      const soql = `SELECT ${fields} FROM ${object} WHERE Id IN (${quoted(own)}) AND IsDeleted = true AND MasterRecordId = null`;
      const rows = await client.query(soql, Row, { all: true });
      if (!rows.ok) return rows;
      deleted.push(...rows.value.map((row) => toSubject(row, { leadProperty, formerRecords: [] })));
    }
  }
  return success(deleted);
}

function toSubject(
  row: z.output<typeof Row>,
  { leadProperty, formerRecords }: Pick<CrmSubject, 'formerRecords'> & { readonly leadProperty: string | undefined },
): CrmSubject {
  const lead = leadProperty === undefined ? undefined : row[leadProperty];
  return { record: row.Id, formerRecords, ...(typeof lead === 'string' && lead !== '' && { lead }) };
}

async function readFormer(
  object: PersonObject,
  ids: readonly string[],
  client: SalesforceClient,
): Promise<Result<ReadonlyMap<string, readonly string[]>, CrmFailure>> {
  const [select, by] =
    object === 'Lead' ? ['Id, MasterRecordId', 'MasterRecordId'] : ['Id, ConvertedContactId', 'ConvertedContactId'];
  const soql = `SELECT ${select} FROM Lead WHERE ${by} IN (${quoted(ids)})`;
  const rows = await client.query(soql, Former, { all: true });
  if (!rows.ok) return rows;
  const former = Map.groupBy(rows.value, (row) => row.MasterRecordId ?? row.ConvertedContactId ?? '');
  return success(new Map([...former].map(([id, all]) => [id, all.map(({ Id }) => Id)])));
}

function quoted(ids: readonly string[]): string {
  return ids.map(quoteSoql).join(', ');
}
