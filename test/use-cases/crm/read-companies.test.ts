import { describe, expect, it } from 'vitest';
import { InMemoryCrmCompanies } from '../../../shared/adapters/in-memory/in-memory-crm-companies.ts';
import { createInMemoryDeps } from '../../../shared/adapters/in-memory/in-memory-deps.ts';
import type { CrmCursor } from '../../../shared/domain/crm/crm-reading.ts';
import { addSeconds } from '../../../shared/domain/instant.ts';
import { readCompanies } from '../../../shared/use-cases/crm/read-companies.ts';
import { readCrm } from '../../../shared/use-cases/crm/read-crm.ts';
import { MONDAY } from '../../support/builders/moment.ts';
import { SETTINGS } from './a-crm-office.ts';
import { aReadOffice } from './a-read-crm.ts';

function aFollowedCrm() {
  const companies = new InMemoryCrmCompanies();
  const deps = createInMemoryDeps();
  let cursors: Readonly<Record<string, CrmCursor>> = { calls: { readUntil: MONDAY, taken: [] } };
  return {
    companies,
    deps,
    cursors: () => cursors,
    put: (id: string, seconds: number, user = 'u1') =>
      companies.companies.set(id, {
        ...{ id, changedAt: addSeconds(MONDAY, seconds), name: `Company ${id}`, user },
        ...{ domains: [`c${id}.example`], formerIds: [] },
      }),
    read: async (settings: object = { accounts: { since: MONDAY } }) => {
      const context = { companies, settings: { ...SETTINGS, ...settings }, repOf: () => 'kim' };
      const result = await readCompanies(cursors, context, deps);
      const before = cursors;
      cursors = result.cursors;
      return { ...result, isSame: result.cursors === before };
    },
  };
}

describe('reading companies', () => {
  it('asks the CRM nothing unless accounts follow it', async () => {
    const crm = aFollowedCrm();
    crm.put('1', 10);
    expect(await crm.read({})).toMatchObject({ taken: [], isSame: true });
    expect(crm.companies.calls).toBe(0);
  });

  it('makes accounts, goes on where it stopped, and leaves other cursors alone', async () => {
    const crm = aFollowedCrm();
    for (let at = 1; at <= 5; at++) crm.put(String(at), at * 200);
    const calls = async () => {
      const before = crm.companies.calls;
      await crm.read();
      return crm.companies.calls - before;
    };
    expect(await calls()).toBe(1);
    expect(await crm.deps.accounts.list()).toHaveLength(3);
    await calls();
    expect(await crm.deps.accounts.list()).toHaveLength(5);
    expect(crm.cursors()).toMatchObject({
      calls: { readUntil: MONDAY },
      companies: { readUntil: addSeconds(MONDAY, 1000) },
    });
    expect(await crm.read()).toMatchObject({ taken: [], isSame: true });
  });

  it('finds what the index did not know before', async () => {
    const crm = aFollowedCrm();
    crm.put('1', 10);
    crm.put('2', 60);
    crm.companies.unindexed.add('1');
    await crm.read();
    expect(await crm.deps.accounts.get('1')).toBeUndefined();
    crm.companies.unindexed.clear();
    await crm.read();
    expect(await crm.deps.accounts.get('1')).toMatchObject({ owner: 'kim' });
  });

  it('notes why companies cannot be read, and forgets it once they can', async () => {
    const crm = aFollowedCrm();
    crm.companies.failing.push({ code: 'forbidden' }, { code: 'forbidden' });
    expect(await crm.read()).toMatchObject({ isSame: false, cursors: { companies: { because: 'forbidden' } } });
    expect(await crm.read()).toMatchObject({ isSame: true });
    expect((await crm.read()).cursors.companies).not.toHaveProperty('because');
  });

  it('keeps what was taken before a store failed, and takes the rest the next time', async () => {
    const crm = aFollowedCrm();
    crm.put('1', 10);
    crm.put('2', 20);
    const { accounts } = crm.deps;
    const save = accounts.save.bind(accounts);
    accounts.save = async (account) => {
      if (account.id === '2') throw new Error('the store is down');
      return save(account);
    };
    expect(await crm.read()).toMatchObject({ taken: [{ outcome: 'account_saved' }], error: {} });
    expect(crm.cursors().companies?.readUntil).toBe(addSeconds(MONDAY, 10));
    accounts.save = save;
    expect(await crm.read()).toMatchObject({ taken: [{ outcome: 'account_saved' }] });
    expect(await accounts.list()).toHaveLength(2);
  });
});

describe('a run that reads the CRM', () => {
  async function anOffice() {
    const office = await aReadOffice();
    const companies = new InMemoryCrmCompanies();
    const { deps } = office;
    const connection = async () => {
      const connected = await deps.connection();
      if (!connected) return undefined;
      return { ...connected, companies, settings: { ...connected.settings, accounts: { since: MONDAY } } };
    };
    return { office, companies, run: () => readCrm(office.now, () => true, { ...deps, connection }) };
  }

  it('makes accounts too, once, and keeps how far it came', async () => {
    const { office, companies, run } = await anOffice();
    const company = { id: '1', changedAt: office.now, name: 'North', domains: ['north.example'], formerIds: [] };
    companies.companies.set('1', { ...company, user: 'u-lea' });
    expect((await run()).taken).toContainEqual({ outcome: 'account_saved' });
    expect(await office.deps.accounts.byDomain('north.example')).toMatchObject({ owner: 'lea', version: 1 });
    expect((await office.readings.load('hubspot'))?.cursors.companies?.readUntil).toBe(office.now);
    expect((await run()).taken).not.toContainEqual({ outcome: 'account_saved' });
  });

  it('stops clocks even while companies cannot be read, and says so once', async () => {
    const { office, companies, run } = await anOffice();
    companies.failing.push({ code: 'rate_limited' }, { code: 'rate_limited' });
    office.log();
    const first = await run();
    expect(first.unread).toEqual([{ kind: 'companies', because: 'rate_limited' }]);
    expect(await office.lead()).toMatchObject({ stage: { state: 'working' } });
    expect((await run()).unread).toEqual([]);
  });
});
