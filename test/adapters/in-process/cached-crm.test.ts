import { expect, it, vi } from 'vitest';
import { CRM_USERS } from '../../../cli/fakes/crm/fake-crm.ts';
import { InMemoryCrm } from '../../../shared/adapters/in-memory/in-memory-crm.ts';
import { CachedCrm } from '../../../shared/adapters/in-process/cached-crm.ts';
import { crmContract } from '../contracts/crm-contract.ts';

const ttlMilliseconds = 1000;

crmContract(async () => {
  const fake = new InMemoryCrm(CRM_USERS);
  return {
    crm: new CachedCrm({ crm: fake, ttlMilliseconds, clock: () => 0 }),
    property: 'status',
    records: async () => [...fake.records].map(([id, record]) => ({ id, ...record })),
    tasks: async () => [...fake.tasks].map(([id, task]) => ({ id, ...task })),
  };
});

it('keeps the users for a while, but no failure to list them', async () => {
  let now = 0;
  const fake = new InMemoryCrm(CRM_USERS);
  const list = vi.spyOn(fake, 'users');
  const crm = new CachedCrm({ crm: fake, ttlMilliseconds, clock: () => now });
  fake.failing = { code: 'timeout' };
  expect(await crm.users()).toMatchObject({ ok: false });
  fake.failing = undefined;
  for (let at = 0; at < 3; at += 1) expect(await crm.users()).toMatchObject({ ok: true });
  expect(list).toHaveBeenCalledTimes(2);
  now = 1000;
  await crm.users();
  expect(list).toHaveBeenCalledTimes(3);
});
