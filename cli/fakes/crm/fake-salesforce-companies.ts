import type { FakeCrm } from './fake-crm.ts';

type Row = Readonly<Record<string, unknown>>;

/** What a query over accounts finds: by id, or by the time of the last change, after some row, as far as the limit. */
export function companyRows(
  { activities, faults }: Pick<FakeCrm, 'activities' | 'faults'>,
  soql: string,
  includesDeleted: boolean,
): readonly Row[] {
  const [, since] = /WHERE SystemModstamp >= (\S+)/.exec(soql) ?? [];
  const [, later, lastId] = /SystemModstamp > (\S+) OR \(SystemModstamp = \S+ AND Id > '(\w+)'\)/.exec(soql) ?? [];
  const [, afterId] = /WHERE Id > '(\w+)'/.exec(soql) ?? [];
  const [, limit] = /LIMIT (\d+)$/.exec(soql) ?? [];
  const byTime = soql.includes('ORDER BY SystemModstamp');
  return [...activities.values()]
    .filter(({ id, object }) => object === 'Account' && !faults.unindexed.has(id))
    .filter(({ values }) => includesDeleted || values.IsDeleted !== true)
    .filter(({ changedAt }) => since === undefined || changedAt >= since)
    .filter(({ id, changedAt }) => !later || !lastId || changedAt > later || (changedAt === later && id > lastId))
    .filter(({ id }) => afterId === undefined || id > afterId)
    .toSorted((a, b) => {
      const [x, y] = byTime ? [`${a.changedAt}${a.id}`, `${b.changedAt}${b.id}`] : [a.id, b.id];
      return x < y ? -1 : 1;
    })
    .slice(0, Number(limit))
    .map(({ id, changedAt, values }) => ({
      ...{ Website: null, Type: null, OwnerId: 'u0', IsDeleted: false, MasterRecordId: null },
      ...values,
      Id: id,
      SystemModstamp: changedAt.replace('Z', '+0000'),
    }));
}
