import type { CrmReply, CrmRequest, FakeActivity, FakeCrm } from './fake-crm.ts';

const OK = 200;
/** So that a test needs few companies for several pages. */
const LIST_PAGE = 2;

/** Puts a company into a fake HubSpot, or changes it. @param changedAt an instant */
export function putCompany(
  { activities }: Pick<FakeCrm, 'activities'>,
  id: string,
  changedAt: string,
  values: FakeActivity['values'],
): void {
  const before = activities.get(id);
  activities.set(id, { id, object: 'companies', records: [], changedAt, values: { ...before?.values, ...values } });
}

/** Answers which of the companies asked for were deleted; the fake notes it as `archived`. */
export function archivedCompanies({ activities }: Pick<FakeCrm, 'activities'>, json: CrmRequest['json']): CrmReply {
  const results: object[] = [];
  const errors: object[] = [];
  for (const { id } of json.inputs as readonly { readonly id: string }[]) {
    const { values, changedAt } = activities.get(id) ?? {};
    if (values?.archived === true)
      results.push({ id, archived: true, properties: { ...values, archived: 'true', hs_lastmodifieddate: changedAt } });
    else errors.push({ status: 'error', category: 'OBJECT_NOT_FOUND', message: 'Not found', context: { ids: [id] } });
  }
  return { status: errors.length > 0 ? 207 : OK, json: { status: 'COMPLETE', results, errors } };
}

/** Answers the list of all companies, without those that were deleted. The next page begins after the last id. */
export function listCompanies(
  { activities, faults }: Pick<FakeCrm, 'activities' | 'faults'>,
  query: URLSearchParams,
): CrmReply {
  if (faults.forbidden.has('companies')) return { status: 403, json: { category: 'MISSING_SCOPES' } };
  const wanted = (query.get('properties') ?? '').split(',');
  const after = Number(query.get('after') ?? 0);
  const all = [...activities.values()]
    .filter(({ id, object, values }) => object === 'companies' && values.archived !== true && Number(id) > after)
    .toSorted((a, b) => Number(a.id) - Number(b.id));
  const page = all.slice(0, LIST_PAGE);
  const results = page.map(({ id, values, changedAt }) => {
    const known: FakeActivity['values'] = { ...values, hs_lastmodifieddate: changedAt };
    return { id, properties: Object.fromEntries(wanted.map((name) => [name, known[name] ?? null])) };
  });
  const more = all.length > LIST_PAGE && { paging: { next: { after: page.at(-1)?.id } } };
  return { status: OK, json: { results, ...more } };
}
