import { type CrmCompany, domainsOfCompany, statusOfCompany } from '../../../domain/crm/crm-company.ts';
import type { CrmFailure } from '../../../domain/crm/crm-failure.ts';
import { addSeconds, type Instant, instantOf } from '../../../domain/instant.ts';
import * as z from '../../../domain/lazy-zod.ts';
import { type Result, success } from '../../../domain/result.ts';
import type { ChangedCompanies, CrmCompanies, CrmCompanyPage } from '../../../ports/crm-companies.ts';
import type { CrmAddress } from '../crm-request.ts';
import { quoteSoql, SalesforceClient, type SalesforceCredentials } from './salesforce-client.ts';

const ACCOUNT = 'Account';
/** The field that says what a company is to us, unless another one is named. */
const TYPE = 'Type';
const PAGE = 200;

const Row = z
  .object({
    Id: z.string(),
    Name: z.string(),
    Website: z.string().nullish(),
    OwnerId: z.string(),
    IsDeleted: z.boolean(),
    /**
     * Of a record that a merge deleted: the one that is left. Rows that are deleted come with `queryAll`:
     * https://developer.salesforce.com/docs/atlas.en-us.212.0.api.meta/api/sforce_api_calls_merge.htm
     */
    MasterRecordId: z.string().nullish(),
    SystemModstamp: z.string().transform((text): Instant => instantOf(Date.parse(text))),
  })
  .loose();
type Row = z.output<typeof Row>;

/** Salesforce's accounts, by queries that go on after the last row of the one before. */
export class SalesforceCompanies implements CrmCompanies {
  readonly kind = ACCOUNT;
  readonly overlapSeconds = 600;
  readonly #client: SalesforceClient;
  readonly #type: string;

  /** @param options `status`: the field that says what a company is to us, instead of its type */
  constructor(
    options: CrmAddress & {
      readonly credentials: (fresh: boolean) => Promise<SalesforceCredentials | undefined>;
      readonly status: string | undefined;
    },
  ) {
    const { status, ...access } = options;
    this.#client = new SalesforceClient(access);
    this.#type = status ?? TYPE;
  }

  async page(after?: string): Promise<Result<CrmCompanyPage, CrmFailure>> {
    const where = after === undefined ? 'IsDeleted = false' : `Id > ${quoteSoql(after)}`;
    const rows = await this.#query(`${where} ORDER BY Id`);
    if (!rows.ok) return rows;
    const last = rows.value.length < PAGE ? undefined : rows.value.at(-1);
    return success({ companies: rows.value.map((row) => this.#read(row)), ...(last && { next: last.Id }) });
  }

  /** A company that was merged away says into which: it is told of with the one that is left. */
  async changed(
    from: Instant,
    isTaken: Parameters<CrmCompanies['changed']>[1],
  ): Promise<Result<ChangedCompanies, CrmFailure>> {
    const readBefore = addSeconds(from, this.overlapSeconds);
    const found: Row[] = [];
    let where = `SystemModstamp >= ${from}`;
    for (;;) {
      const rows = await this.#query(`${where} ORDER BY SystemModstamp, Id`, { all: true });
      if (!rows.ok) return rows;
      found.push(...rows.value);
      const last = rows.value.at(-1);
      if (!last || rows.value.length < PAGE || last.SystemModstamp > readBefore) break;
      where = `(SystemModstamp > ${last.SystemModstamp} OR (SystemModstamp = ${last.SystemModstamp} AND Id > ${quoteSoql(last.Id)}))`;
    }
    const ids = new Set(found.map(({ Id }) => Id));
    const companies = found
      .filter(({ MasterRecordId }) => !MasterRecordId || !ids.has(MasterRecordId))
      .map((row) => this.#read(row, found))
      .filter((one) => !isTaken(one));
    const last = found.at(-1);
    return success({ companies, ...(last && { readUntil: last.SystemModstamp }) });
  }

  /** A company that was deleted is among the changes. */
  async deleted(): Promise<Result<readonly CrmCompany[], CrmFailure>> {
    return success([]);
  }

  #query(where: string, options?: { readonly all: true }): Promise<Result<readonly Row[], CrmFailure>> {
    const fields = ['Id, Name, Website, OwnerId, IsDeleted, MasterRecordId, SystemModstamp', this.#type].join(', ');
    return this.#client.query(`SELECT ${fields} FROM ${ACCOUNT} WHERE ${where} LIMIT ${PAGE}`, Row, options);
  }

  #read(row: Row, found: readonly Row[] = []): CrmCompany {
    const { Id: id, Name: name, Website: website, OwnerId: user, SystemModstamp: changedAt } = row;
    const said = row[this.#type];
    const status = typeof said === 'string' ? statusOfCompany(said) : undefined;
    return {
      ...{ id, changedAt, name, user },
      domains: domainsOfCompany([website]),
      formerIds: found.filter(({ MasterRecordId }) => MasterRecordId === id).map((one) => one.Id),
      ...(status && { status }),
      ...(row.IsDeleted && { isDeleted: true }),
    };
  }
}
