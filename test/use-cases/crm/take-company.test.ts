import { beforeEach, describe, expect, it } from 'vitest';
import { createInMemoryDeps, type InMemoryDeps } from '../../../shared/adapters/in-memory/in-memory-deps.ts';
import type { CrmCompany } from '../../../shared/domain/crm/crm-company.ts';
import { takeCompany } from '../../../shared/use-cases/crm/take-company.ts';
import { saveAccounts } from '../../support/builders/account.ts';
import { MONDAY } from '../../support/builders/moment.ts';

const CONTEXT = { system: 'hubspot', repOf: (user: string) => ({ u1: 'kim', u2: 'lea' })[user] };
const LINKED = { externalIds: { hubspot: '4711' } };

function aCompany(more: Partial<CrmCompany> = {}): CrmCompany {
  return { id: '4711', changedAt: MONDAY, name: 'Acme', domains: ['acme.example'], formerIds: [], user: 'u1', ...more };
}

describe('a company of the CRM', () => {
  let deps: InMemoryDeps;
  beforeEach(() => {
    deps = createInMemoryDeps();
  });
  const take = (more: Partial<CrmCompany> = {}) => takeCompany(aCompany(more), CONTEXT, deps);
  const list = () => deps.accounts.list();

  it('becomes an account, which is written once however often it is read', async () => {
    expect(await take()).toEqual([{ outcome: 'account_saved' }]);
    expect(await take()).toEqual([]);
    expect(await list()).toMatchObject([{ id: '4711', owner: 'kim', version: 1 }]);
  });

  it('gives its account another owner, so that the next lead goes there', async () => {
    await take();
    await take({ user: 'u2' });
    expect(await deps.accounts.byDomain('acme.example')).toMatchObject({ owner: 'lea', version: 2 });
  });

  it('is the account that has its domain, unless that is another company of the CRM', async () => {
    await saveAccounts(deps.accounts, { id: 'acme' });
    await take();
    expect(await list()).toMatchObject([{ id: 'acme', owner: 'kim', ...LINKED }]);
    expect(await take({ id: '4712', name: 'Copy' })).toEqual([{ outcome: 'account_saved' }]);
    expect(await list()).toMatchObject([
      { id: '4712', domains: [] },
      { id: 'acme', domains: ['acme.example'] },
    ]);
    // The domain that another account has is asked for at each change, and writes nothing.
    expect(await take({ id: '4712', name: 'Copy' })).toEqual([]);
  });

  it('is still the account with its id once its domain is another one', async () => {
    await saveAccounts(deps.accounts, { id: 'acme', name: 'Acme', ...LINKED });
    await take({ domains: ['apex.example'] });
    expect(await list()).toMatchObject([{ id: 'acme', domains: ['acme.example', 'apex.example'] }]);
  });

  it('that other companies were merged into is one account, with the domains of all', async () => {
    await take();
    await take({ id: '4712', name: 'Labs', domains: ['labs.example'] });
    expect(await take({ formerIds: ['4712'], changedAt: '2026-12-01T00:00:00.000Z' })).toEqual([
      { outcome: 'account_removed' },
      { outcome: 'account_saved' },
    ]);
    expect(await list()).toMatchObject([{ id: '4711', domains: ['acme.example', 'labs.example'], aliases: ['Labs'] }]);
    expect(await take({ formerIds: ['4712'] })).toEqual([]);
  });

  it('that was deleted takes the account along that was made of it', async () => {
    await take();
    expect(await take({ isDeleted: true })).toEqual([{ outcome: 'account_removed' }]);
    expect(await take({ isDeleted: true })).toEqual([]);
    expect(await list()).toEqual([]);
  });

  it('that was deleted leaves an account that has an id of its own', async () => {
    await saveAccounts(deps.accounts, { id: 'acme', ...LINKED });
    await take({ isDeleted: true });
    expect(await list()).toMatchObject([{ id: 'acme', externalIds: {} }]);
  });

  it('that was deleted and never had an account changes none of the same domain', async () => {
    await saveAccounts(deps.accounts, { id: 'acme' });
    expect(await take({ isDeleted: true })).toEqual([]);
    expect(await list()).toMatchObject([{ id: 'acme', version: 1 }]);
  });

  it('is refused when its id here is that of another company', async () => {
    await saveAccounts(deps.accounts, { id: '4711', domains: [], externalIds: { hubspot: '99' } });
    expect(await take()).toEqual([{ outcome: 'account_refused', because: 'id_taken' }]);
    expect(await list()).toMatchObject([{ id: '4711', externalIds: { hubspot: '99' } }]);
  });

  it('is no other company if another run has just made its account', async () => {
    const { accounts } = deps;
    const save = accounts.save.bind(accounts);
    accounts.save = async (account) => {
      accounts.save = save;
      await save(account);
      return { outcome: 'stale' };
    };
    expect(await take()).toEqual([]);
    expect(await list()).toMatchObject([{ id: '4711', version: 1 }]);
  });

  it('is looked at again when somebody changes its account at the same moment', async () => {
    await take();
    const { accounts } = deps;
    let isFirst = true;
    const busy = Object.assign(Object.create(accounts) as typeof accounts, {
      save: async (account: Parameters<typeof accounts.save>[0]) => {
        if (!isFirst) return accounts.save(account);
        isFirst = false;
        const stored = await accounts.get('4711');
        if (stored) await accounts.save({ ...stored, csm: 'cal', version: stored.version + 1 });
        return { outcome: 'stale' } as const;
      },
      get: (id: string) => accounts.get(id),
      byDomain: (domain: string) => accounts.byDomain(domain),
      byName: (name: string) => accounts.byName(name),
    });
    await takeCompany(aCompany({ user: 'u2' }), CONTEXT, { accounts: busy });
    expect(await list()).toMatchObject([{ owner: 'lea', csm: 'cal' }]);
  });
});
