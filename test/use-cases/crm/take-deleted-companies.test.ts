import { beforeEach, expect, it } from 'vitest';
import { InMemoryCrmCompanies } from '../../../shared/adapters/in-memory/in-memory-crm-companies.ts';
import type { CrmReadConnection } from '../../../shared/use-cases/crm/reading-deps.ts';
import { takeDeletedCompanies } from '../../../shared/use-cases/crm/take-deleted-companies.ts';
import { saveAccounts } from '../../support/builders/account.ts';
import { aReadOffice, type ReadOffice } from './a-read-crm.ts';

let office: ReadOffice;
let companies: InMemoryCrmCompanies;
beforeEach(async () => {
  office = await aReadOffice();
  companies = new InMemoryCrmCompanies();
  await saveAccounts(office.deps.accounts, { id: '301', externalIds: { hubspot: '301' } });
});

const put = (more: { readonly isDeleted?: true } = {}) =>
  companies.companies.set('301', {
    id: '301',
    changedAt: office.now,
    name: 'Acme',
    domains: [],
    formerIds: [],
    ...more,
  });
const connection = async (): Promise<CrmReadConnection | undefined> => {
  const connected = await office.deps.connection();
  return connected && { ...connected, companies };
};
const take = (more: object = {}) => takeDeletedCompanies(['301', '404'], { ...office.deps, connection, ...more });
const count = async () => (await office.deps.accounts.list()).length;

it('removes the account of a company that was deleted, once', async () => {
  put({ isDeleted: true });
  expect(await take()).toEqual([{ outcome: 'account_removed' }]);
  expect(await take()).toEqual([]);
  expect(await count()).toBe(0);
});

it('believes nobody who says that a company was deleted which is still there', async () => {
  put();
  expect(await take()).toEqual([]);
  expect(await count()).toBe(1);
});

it('does nothing while the CRM does not answer, accounts do not follow it, or Baton only watches', async () => {
  put({ isDeleted: true });
  companies.failing.push({ code: 'server_error' });
  expect(await take()).toEqual([]);
  expect(await take({ connection: office.deps.connection })).toEqual([]);
  expect(await take({ mode: async () => 'shadow' })).toEqual([]);
  expect(await count()).toBe(1);
});
