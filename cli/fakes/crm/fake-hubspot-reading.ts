import type { CrmReply, CrmRequest, FakeActivity, FakeCrm, FakeRecord } from './fake-crm.ts';
import { archivedCompanies, listCompanies } from './fake-hubspot-companies.ts';

const OK = 200;
/** So that a test needs few objects for several pages. */
const SEARCH_PAGE = 2;

interface Filter {
  readonly propertyName: string;
  readonly operator: 'GTE' | 'HAS_PROPERTY';
  readonly value?: string;
}
interface Found {
  readonly id: string;
  readonly changedAt: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** Answers what reads: searches, associations, and one contact with the history of its owner. */
export function answerReading(
  crm: Pick<FakeCrm, 'activities' | 'records' | 'faults'> & {
    readonly contactOf: (id: string) => FakeRecord | undefined;
  },
  { method, path, query, json }: CrmRequest,
): CrmReply | undefined {
  const [, searched] = /^\/crm\/v3\/objects\/(\w+)\/search$/.exec(path) ?? [];
  if (searched !== undefined) return search(crm, searched, json);
  if (/^\/crm\/v4\/associations\/\w+\/contacts\/batch\/read$/.test(path)) return associations(crm, json);
  if (path === '/crm/v3/objects/contacts/batch/read' && query.get('archived') === 'true') return archived(crm, json);
  if (path === '/crm/v3/objects/deals/batch/read' && query.get('archived') === 'true') return archivedDeals(crm, json);
  if (path === '/crm/v3/objects/companies/batch/read') return archivedCompanies(crm, json);
  if (path === '/crm/v3/objects/companies') return listCompanies(crm, query);
  const [, contact] = /^\/crm\/v3\/objects\/contacts\/([^/]+)$/.exec(path) ?? [];
  if (contact === undefined || method !== 'GET') return undefined;
  const record = crm.contactOf(contact);
  if (!record) return { status: 404, json: { category: 'OBJECT_NOT_FOUND', message: 'resource not found' } };
  const wanted = (query.get('properties') ?? '').split(',');
  const all = propertiesOf(record, crm.records);
  const properties = Object.fromEntries(wanted.map((name) => [name, all[name] ?? null]));
  const history = Object.fromEntries(
    (query.get('propertiesWithHistory') ?? '').split(',').map((name) => [name, historyOf(record, name)]),
  );
  return { status: OK, json: { id: record.id, properties, propertiesWithHistory: history } };
}

function historyOf({ owners = [], stages = [] }: FakeRecord, property: string): readonly object[] {
  return property === 'hubspot_owner_id' ? owners : stages.filter((one) => one.property === property);
}

/** Contacts that were deleted; one that was merged is not there. */
function archived({ records }: Pick<FakeCrm, 'records'>, json: CrmRequest['json']): CrmReply {
  const asked = (json.inputs as readonly { readonly id: string }[]).map(({ id }) => id);
  const found = asked
    .flatMap((id) => records.get(id) ?? [])
    .filter((one) => one.deleted && one.mergedInto === undefined);
  const errors = asked
    .filter((id) => !found.some((one) => one.id === id))
    .map((id) => ({ status: 'error', category: 'OBJECT_NOT_FOUND', message: 'Not found', context: { ids: [id] } }));
  const results = found.map((one) => ({ id: one.id, archived: true, properties: propertiesOf(one, records) }));
  return { status: errors.length > 0 ? 207 : OK, json: { status: 'COMPLETE', results, errors } };
}

/** Deals that were deleted; the fake notes it as `archived`. */
function archivedDeals({ activities }: Pick<FakeCrm, 'activities'>, json: CrmRequest['json']): CrmReply {
  const asked = (json.inputs as readonly { readonly id: string }[]).map(({ id }) => id);
  const isArchived = (id: string) => activities.get(id)?.values.archived === true;
  const errors = asked
    .filter((id) => !isArchived(id))
    .map((id) => ({ status: 'error', category: 'OBJECT_NOT_FOUND', message: 'Not found', context: { ids: [id] } }));
  const results = asked.filter(isArchived).map((id) => ({ id, archived: true, properties: {} }));
  return { status: errors.length > 0 ? 207 : OK, json: { status: 'COMPLETE', results, errors } };
}

/** The search finds what its index has seen, sorted as asked for. */
function search(
  { activities, records, faults }: Pick<FakeCrm, 'activities' | 'records' | 'faults'>,
  object: string,
  json: CrmRequest['json'],
): CrmReply {
  if (faults.forbidden.has(object)) return { status: 403, json: { category: 'MISSING_SCOPES' } };
  const [{ filters }] = json.filterGroups as readonly [{ readonly filters: readonly Filter[] }];
  const [since, having] = filters;
  const all = object === 'contacts' ? contacts(records) : logged([...activities.values()], object);
  const found = all
    .filter(({ id }) => !faults.unindexed.has(id))
    .filter(({ changedAt }) => Date.parse(changedAt) >= Number(since?.value))
    .filter(({ properties }) => having === undefined || Boolean(properties[having.propertyName]))
    .toSorted((a, b) => (a.changedAt < b.changedAt ? -1 : 1));
  const from = Number(json.after ?? 0);
  const changedBy = since?.propertyName ?? '';
  const more = from + SEARCH_PAGE < found.length && { paging: { next: { after: String(from + SEARCH_PAGE) } } };
  const results = found.slice(from, from + SEARCH_PAGE).map(({ id, changedAt, properties }) => ({
    id,
    properties: {
      ...Object.fromEntries((json.properties as readonly string[]).map((name) => [name, properties[name] ?? null])),
      [changedBy]: changedAt,
    },
  }));
  return { status: OK, json: { total: found.length, results, ...more } };
}

function contacts(records: FakeCrm['records']): readonly Found[] {
  return [...records.values()]
    .filter(({ deleted, changedAt }) => !deleted && changedAt !== undefined)
    .map((record) => ({
      id: record.id,
      changedAt: record.changedAt ?? '',
      properties: propertiesOf(record, records),
    }));
}

/** Returns the properties of a contact, with the ids of those that were merged into it. */
export function propertiesOf(record: FakeRecord, records: FakeCrm['records']): Readonly<Record<string, unknown>> {
  const merged = [...records.values()].filter(({ mergedInto }) => mergedInto === record.id).map(({ id }) => id);
  return { ...record.values, ...(merged.length > 0 && { hs_merged_object_ids: merged.join(';') }) };
}

function logged(activities: readonly FakeActivity[], object: string): readonly Found[] {
  return activities
    .filter((one) => one.object === object && one.values.archived !== true)
    .map(({ id, changedAt, values }) => ({
      id,
      changedAt,
      properties: Object.fromEntries(
        Object.entries(values).map(([name, value]) => [name, value === null ? null : String(value)]),
      ),
    }));
}

/** Objects without an association are errors beside the others. */
function associations(
  {
    activities,
    contactOf,
  }: Pick<FakeCrm, 'activities'> & { readonly contactOf: (id: string) => FakeRecord | undefined },
  json: CrmRequest['json'],
): CrmReply {
  const asked = (json.inputs as readonly { readonly id: string }[]).map(({ id }) => id);
  const known = asked.flatMap((id) => {
    const own = (activities.get(id)?.records ?? []).flatMap((record) => contactOf(record)?.id ?? []);
    return own.length === 0
      ? []
      : [{ from: { id }, to: own.map((toObjectId) => ({ toObjectId: Number(toObjectId), associationTypes: [] })) }];
  });
  const errors = asked.filter((id) => !known.some(({ from }) => from.id === id));
  return {
    status: errors.length > 0 ? 207 : OK,
    json: {
      status: 'COMPLETE',
      results: known,
      errors: errors.map((id) => ({ status: 'error', category: 'OBJECT_NOT_FOUND', context: { fromObjectId: [id] } })),
    },
  };
}
