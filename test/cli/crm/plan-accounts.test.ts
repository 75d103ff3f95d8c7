import { describe, expect, it } from 'vitest';
import { planAccounts } from '../../../cli/crm/plan-accounts.ts';
import type { Account } from '../../../shared/domain/accounts/account.ts';
import type { CrmCompany } from '../../../shared/domain/crm/crm-company.ts';
import { anAccount } from '../../support/builders/account.ts';
import { MONDAY } from '../../support/builders/moment.ts';

function aCompany(id: string, domains: readonly string[], more: Partial<CrmCompany> = {}): CrmCompany {
  return { id, changedAt: MONDAY, name: `Company ${id}`, domains, formerIds: [], ...more };
}

function stored(id: string, company: string | undefined, domains: readonly string[]): Account {
  const externalIds: Record<string, string> = company === undefined ? {} : { hubspot: company };
  return anAccount({ id, name: `Company ${company ?? id}`, domains, externalIds });
}

const plan = (companies: readonly CrmCompany[], accounts: readonly Account[] = [], prune = false) =>
  planAccounts(companies, accounts, { system: 'hubspot', repOf: (user) => ({ u1: 'kim' })[user], prune });

describe('planning accounts of all companies', () => {
  it('adds, changes, and leaves alone what is the same', () => {
    const accounts = [stored('1', '1', ['a.example']), stored('two', '2', ['b.example'])];
    const companies = [aCompany('1', ['a.example']), aCompany('2', ['b.example'], { user: 'u1' }), aCompany('3', [])];
    const { changes } = plan(companies, accounts);
    expect(changes).toMatchObject({
      added: [{ id: '3' }],
      changed: [{ after: { id: 'two', owner: 'kim' }, fields: ['owner'] }],
      removed: [],
      unchanged: 1,
    });
  });

  it('sees an imported account in the company that has its domain', () => {
    const { changes } = plan([aCompany('7', ['a.example'])], [stored('acme', undefined, ['a.example'])]);
    expect(changes.added).toEqual([]);
    expect(changes.changed).toMatchObject([{ after: { id: 'acme', externalIds: { hubspot: '7' } } }]);
  });

  it('leaves accounts without a company alone, and removes those of deleted ones only if told', () => {
    const accounts = [stored('9', '9', ['gone.example']), stored('own', '8', []), stored('plain', undefined, [])];
    expect(plan([], accounts)).toMatchObject({ changes: { removed: [] }, missing: ['9', 'own'] });
    const pruned = plan([], accounts, true);
    expect(pruned.changes.removed.map(({ id }) => id)).toEqual(['9']);
    expect(pruned.missing).toEqual(['own']);
  });

  it('gives a domain that two companies have to the first, and says so', () => {
    const { changes, conflicts } = plan([aCompany('10', ['a.example']), aCompany('9', ['a.example', 'b.example'])]);
    expect(changes.added).toMatchObject([
      { id: '9', domains: ['a.example', 'b.example'] },
      { id: '10', domains: [] },
    ]);
    expect(conflicts).toEqual([{ domain: 'a.example', company: '10', account: '9' }]);
  });

  it('moves a domain that went from one company to another in the CRM', () => {
    const accounts = [stored('1', '1', ['a.example', 'b.example']), stored('2', '2', [])];
    const { changes, conflicts } = plan([aCompany('1', ['a.example']), aCompany('2', ['b.example'])], accounts);
    expect(changes.changed.map(({ after }) => [after.id, after.domains])).toEqual([
      ['1', ['a.example']],
      ['2', ['b.example']],
    ]);
    expect(conflicts).toEqual([]);
  });

  it('joins the accounts of companies that were merged', () => {
    const accounts = [stored('1', '1', ['a.example']), stored('2', '2', ['b.example'])];
    const { changes, missing } = plan([aCompany('1', ['a.example'], { formerIds: ['2'] })], accounts);
    expect(changes.removed.map(({ id }) => id)).toEqual(['2']);
    expect(changes.changed).toMatchObject([{ after: { id: '1', domains: ['a.example', 'b.example'] } }]);
    expect(missing).toEqual([]);
  });

  it('counts the companies of owners who are no reps, most first', () => {
    const owned = [
      ['1', 'x'],
      ['2', 'y'],
      ['3', 'y'],
      ['4', 'u1'],
    ] as const;
    const { unknownOwners } = plan(owned.map(([id, user]) => aCompany(id, [], { user })));
    expect(unknownOwners).toEqual([
      { user: 'y', companies: 2 },
      { user: 'x', companies: 1 },
    ]);
  });

  it('plans nothing more once it was made', () => {
    const companies = [aCompany('1', ['a.example'], { user: 'u1' }), aCompany('2', ['a.example', 'b.example'])];
    const made = plan(companies).changes.added.map((facts) => ({ ...facts, version: 1 }));
    expect(plan(companies, made).changes).toMatchObject({ added: [], changed: [], removed: [], unchanged: 2 });
  });
});
