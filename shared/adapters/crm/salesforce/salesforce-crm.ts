import type { CrmFailure } from '../../../domain/crm/crm-failure.ts';
import type { CrmUser } from '../../../domain/crm/crm-users.ts';
import * as z from '../../../domain/lazy-zod.ts';
import { type Result, success } from '../../../domain/result.ts';
import type { Crm, CrmProperty, CrmRecordWrite, CrmTaskWrite } from '../../../ports/crm.ts';
import type { CrmAddress } from '../crm-request.ts';
import { SalesforceClient, type SalesforceCredentials } from './salesforce-client.ts';
import { type SalesforceFields, saveSalesforceRecords } from './salesforce-records.ts';
import { saveSalesforceTasks } from './salesforce-tasks.ts';

const UserRow = z.object({ Id: z.string(), Email: z.string(), IsActive: z.boolean() });
const Description = z.object({
  fields: z.array(
    z.object({
      name: z.string(),
      type: z.string(),
      updateable: z.boolean(),
      externalId: z.boolean().default(false),
      picklistValues: z.array(z.object({ value: z.string(), active: z.boolean() })).default([]),
      restrictedPicklist: z.boolean().default(false),
    }),
  ),
});

const TYPES: Readonly<Record<string, CrmProperty['type']>> = {
  string: 'text',
  textarea: 'text',
  double: 'number',
  int: 'number',
  datetime: 'moment',
  picklist: 'choice',
};

/** Salesforce, by its REST API: leads (and contacts that they became), tasks, users, fields. */
export class SalesforceCrm implements Crm {
  readonly ownerProperty = 'OwnerId';
  readonly #client: SalesforceClient;
  readonly #fields: SalesforceFields;

  constructor(
    options: CrmAddress & {
      readonly credentials: (fresh: boolean) => Promise<SalesforceCredentials | undefined>;
      readonly fields: SalesforceFields;
    },
  ) {
    const { fields, ...access } = options;
    this.#client = new SalesforceClient(access);
    this.#fields = fields;
  }

  saveRecords(writes: readonly CrmRecordWrite[]) {
    return saveSalesforceRecords(writes, this.#client, this.#fields);
  }

  saveTasks(writes: readonly CrmTaskWrite[]) {
    return saveSalesforceTasks(writes, this.#client);
  }

  async users(): Promise<Result<readonly CrmUser[], CrmFailure>> {
    const soql = "SELECT Id, Email, IsActive FROM User WHERE UserType = 'Standard'";
    const rows = await this.#client.query(soql, UserRow);
    if (!rows.ok) return rows;
    return success(
      rows.value.map(({ Id, Email, IsActive }) => ({ id: Id, email: Email.toLowerCase(), active: IsActive })),
    );
  }

  async properties(): Promise<Result<readonly CrmProperty[], CrmFailure>> {
    const described = await this.#client.describe('Lead', Description);
    if (!described.ok) return described;
    return success(
      described.value.fields.map(({ name, type, updateable, externalId, picklistValues, restrictedPicklist }) => ({
        name,
        type: TYPES[type] ?? 'other',
        writable: updateable,
        ...(externalId && { identifies: true }),
        ...(restrictedPicklist && {
          choices: picklistValues.filter(({ active }) => active).map(({ value }) => value),
        }),
      })),
    );
  }
}
