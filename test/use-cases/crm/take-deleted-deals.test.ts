import { beforeEach, expect, it } from 'vitest';
import { takeDeletedDeals } from '../../../shared/use-cases/crm/take-deleted-deals.ts';
import { aReadOffice, type ReadOffice } from './a-read-crm.ts';

const deal = { stages: { demo: 2 }, otherwise: 1 };
let office: ReadOffice;
beforeEach(async () => {
  office = await aReadOffice({ capacity: { working: 1, qualified: 1, deal } });
  office.log();
  const about = [{ record: office.record, formerRecords: [], lead: office.id }];
  const common = { type: 'deal', id: '501', at: office.now, changedAt: office.now, about } as const;
  office.crm.changes.deals.push({ ...common, outcome: 'open', stage: 'demo', user: 'u-kim' });
  await office.read();
});

const load = async () => (await office.deps.reps.loadOf('kim')).open;
const take = (deps = office.deps) => takeDeletedDeals(['501', '502'], office.now, deps);

it('takes the weight of a deal that was deleted, once', async () => {
  expect(await load()).toBe(2);
  office.crm.changes.deletedDealIds.add('501');
  expect(await take()).toEqual([{ outcome: 'deal_moved', leadId: office.id }]);
  expect(await load()).toBe(1);
  expect(await take()).toEqual([]);
});

it('believes nobody who says that a deal was deleted which is still there', async () => {
  expect(await take()).toEqual([]);
  expect(await load()).toBe(2);
});

it('does nothing while the CRM does not answer, none is connected, or Baton only watches', async () => {
  office.crm.changes.deletedDealIds.add('501');
  expect(await take({ ...office.deps, mode: async () => 'shadow' })).toEqual([]);
  expect(await take({ ...office.deps, connection: async () => undefined })).toEqual([]);
  office.crm.changes.failing = { code: 'server_error' };
  expect(await take()).toEqual([]);
  expect(await load()).toBe(2);
});
