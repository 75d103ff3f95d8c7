import type { FakeCrm, FakeRecord } from './fake-crm.ts';
import { companyRows } from './fake-salesforce-companies.ts';

type Row = Readonly<Record<string, unknown>>;

/** What a query that reads finds; undefined: it is one of those that find records to write. */
export function readingRows(
  crm: Pick<FakeCrm, 'activities' | 'records' | 'faults'> & { readonly converted: ReadonlyMap<string, string> },
  soql: string,
  includesDeleted: boolean,
): readonly Row[] | undefined {
  const [, fields = '', object = ''] = /^SELECT (.+) FROM (\w+) WHERE /.exec(soql) ?? [];
  if (object === 'Account') return companyRows(crm, soql, includesDeleted);
  if (object === 'Task' && soql.includes(' IN (') && !soql.includes('SystemModstamp')) return undefined;
  if (object === 'Task' || object === 'Event' || object === 'Opportunity')
    return logged(crm, object, soql).filter(({ IsDeleted }) => includesDeleted || IsDeleted !== true);
  const listed = listedIn(soql);
  if (object === 'OpportunityContactRole')
    return personsOfDeals(crm, listed)
      .filter(({ person }) => person.startsWith('003'))
      .map(({ deal, person }) => ({ OpportunityId: deal, ContactId: person }));
  if (soql.includes('WHERE ConvertedOpportunityId IN'))
    return personsOfDeals(crm, listed)
      .filter(({ person }) => crm.converted.has(person))
      .map(({ deal, person }) => ({
        ConvertedOpportunityId: deal,
        ConvertedContactId: crm.converted.get(person),
      }));
  if (object === 'LeadHistory') return statusHistory(crm, listed);
  if (object === 'EmailMessage')
    return [...crm.activities.values()]
      .filter(({ id, values }) => listed.includes(id) && values.Incoming === true)
      .map(({ id }) => ({ ActivityId: id }));
  if (soql.includes('WHERE MasterRecordId IN'))
    return [...crm.records.values()]
      .filter(({ mergedInto }) => mergedInto !== undefined && listed.includes(mergedInto))
      .map(({ id, mergedInto }) => ({ Id: id, MasterRecordId: mergedInto }));
  if (soql.includes('WHERE ConvertedContactId IN'))
    return [...crm.converted]
      .filter(([, contact]) => listed.includes(contact))
      .map(([lead, contact]) => ({ Id: lead, ConvertedContactId: contact }));
  const isReading =
    soql.includes('SystemModstamp') ||
    soql.includes('IsDeleted = true') ||
    (soql.includes('WHERE Id IN') && !fields.includes('MasterRecordId'));
  return isReading ? persons(crm, object, soql) : undefined;
}

/** Time literals stand without quotes; the end of an event counts as well. */
function logged(
  { activities, faults }: Pick<FakeCrm, 'activities' | 'faults'>,
  object: string,
  soql: string,
): readonly Row[] {
  const since = Date.parse(/SystemModstamp >= (\S+?)[ )]/.exec(`${soql} `)?.[1] ?? '');
  const until = Date.parse(/EndDateTime <= (\S+) /.exec(soql)?.[1] ?? '');
  return [...activities.values()]
    .filter((one) => one.object === object && !faults.unindexed.has(one.id))
    .filter(
      ({ values }) =>
        object !== 'Task' || (values.IsClosed === true && ['Call', 'Email'].includes(String(values.TaskSubtype))),
    )
    .filter(({ values }) => object !== 'Event' || Date.parse(String(values.EndDateTime)) <= until)
    .filter(
      ({ changedAt, values }) => Date.parse(changedAt) >= since || Date.parse(String(values.EndDateTime)) >= since,
    )
    .toSorted((a, b) => (a.changedAt < b.changedAt ? -1 : 1))
    .map(({ id, records: [who], changedAt, values }) => ({
      Id: id,
      WhoId: who,
      SystemModstamp: toSalesforceTime(changedAt),
      ...values,
    }));
}

/** The history that an organization keeps of the status. */
function statusHistory({ records }: Pick<FakeCrm, 'records'>, listed: readonly string[]): readonly Row[] {
  return listed.flatMap((id) =>
    (records.get(id)?.stages ?? []).map(({ value, timestamp }) => ({
      NewValue: value,
      CreatedDate: toSalesforceTime(timestamp),
    })),
  );
}

/** An opportunity names its contacts, and the leads that it was made of. */
function personsOfDeals({ activities }: Pick<FakeCrm, 'activities'>, listed: readonly string[]) {
  return [...activities.values()]
    .filter(({ id }) => listed.includes(id))
    .flatMap(({ id, records }) => records.map((person) => ({ deal: id, person })));
}

function persons(
  { records, converted }: Pick<FakeCrm, 'records'> & { readonly converted: ReadonlyMap<string, string> },
  object: string,
  soql: string,
): readonly Row[] {
  const since = Date.parse(/SystemModstamp >= (\S+)/.exec(soql)?.[1] ?? '');
  const [, known] = /AND (\w+) != null/.exec(soql) ?? [];
  const listed = listedIn(soql);
  const prefix = object === 'Contact' ? '003' : '00Q';
  return [...records.values()]
    .filter(({ id }) => id.startsWith(prefix))
    .filter(({ deleted, mergedInto }) =>
      soql.includes('IsDeleted = true')
        ? deleted && (mergedInto === undefined || !soql.includes('MasterRecordId = null'))
        : !deleted,
    )
    .filter(({ id }) => !soql.includes('IsConverted = false') || !converted.has(id))
    .filter(({ id, changedAt = '' }) => (Number.isNaN(since) ? listed.includes(id) : Date.parse(changedAt) >= since))
    .filter(({ values }) => known === undefined || Boolean(values[known]))
    .toSorted((a, b) => ((a.changedAt ?? '') < (b.changedAt ?? '') ? -1 : 1))
    .map((record) => toRow(record, converted.get(record.id)));
}

function toRow(
  { id, values, mergedInto, changedAt = new Date(0).toISOString(), owners }: FakeRecord,
  contact?: string,
): Row {
  return {
    CreatedDate: toSalesforceTime(changedAt),
    ...values,
    Id: id,
    MasterRecordId: mergedInto ?? null,
    OwnerId: values.OwnerId ?? 'u0',
    LastModifiedById: owners?.[0]?.updatedByUserId === undefined ? 'u0' : `u${owners[0].updatedByUserId}`,
    SystemModstamp: toSalesforceTime(changedAt),
    LastModifiedDate: toSalesforceTime(changedAt),
    ...(id.startsWith('00Q') && { Status: values.Status ?? 'Open', IsConverted: contact !== undefined }),
    ...(contact !== undefined && { ConvertedContactId: contact, ConvertedDate: changedAt.slice(0, 10) }),
  };
}

function listedIn(soql: string): readonly string[] {
  return [...(/ IN \(([^)]*)\)[^(]*$/.exec(soql)?.[1] ?? '').matchAll(/'((?:[^'\\]|\\.)*)'/g)].map(
    ([, one = '']) => one,
  );
}

function toSalesforceTime(at: string): string {
  return at.replace('Z', '+0000');
}
