import { describe, expect, it } from 'vitest';
import type { AccountFacts } from '../../../shared/domain/accounts/account.ts';
import {
  accountOfCompany,
  type CrmCompany,
  isSameAccount,
  statusOfCompany,
} from '../../../shared/domain/crm/crm-company.ts';
import { anAccount } from '../../support/builders/account.ts';
import { MONDAY } from '../../support/builders/moment.ts';

const CONTEXT = { system: 'hubspot', repOf: (user: string) => (user === 'u1' ? 'kim' : undefined) };

function aCompany(more: Partial<CrmCompany> = {}): CrmCompany {
  return { id: '4711', changedAt: MONDAY, name: 'Acme', domains: ['acme.example'], formerIds: [], ...more };
}

function facts(more: Partial<AccountFacts> = {}): AccountFacts {
  const { version: _, ...rest } = anAccount(more);
  return rest;
}

describe('the account of a company', () => {
  it('that is new has what the CRM says, under the id there', () => {
    expect(accountOfCompany(aCompany({ user: 'u1', status: 'customer', openDeal: true }), undefined, CONTEXT)).toEqual({
      ...{ id: '4711', name: 'Acme', domains: ['acme.example'], aliases: [], owner: 'kim' },
      ...{ status: 'customer', openDeal: true, externalIds: { hubspot: '4711' } },
    });
  });

  it('keeps what was entered here and the CRM does not say', () => {
    const before = facts({
      owner: 'lea',
      csm: 'cal',
      aliases: ['Acme Labs'],
      domains: ['acme.co.uk'],
      segment: 'smb',
      status: 'partner',
    });
    expect(accountOfCompany(aCompany({ status: 'prospect' }), before, CONTEXT)).toEqual({
      ...before,
      name: 'Acme',
      domains: ['acme.co.uk', 'acme.example'],
      externalIds: { hubspot: '4711' },
    });
  });

  it('has the owner there, and nobody if that is no rep', () => {
    const before = facts({ owner: 'lea' });
    expect(accountOfCompany(aCompany({ user: 'u1' }), before, CONTEXT).owner).toBe('kim');
    expect(accountOfCompany(aCompany({ user: 'stranger' }), before, CONTEXT)).not.toHaveProperty('owner');
  });

  it('takes in the domains and names of companies that were merged into it', () => {
    const merged = [facts({ id: '4712', name: 'Acme Labs', aliases: ['AL'], domains: ['labs.example'] })];
    expect(accountOfCompany(aCompany(), undefined, { ...CONTEXT, merged })).toMatchObject({
      domains: ['acme.example', 'labs.example'],
      aliases: ['Acme Labs', 'AL'],
    });
  });

  it('says the same when it is made once more of the same company', () => {
    const once = accountOfCompany(aCompany({ user: 'u1', status: 'customer' }), facts(), CONTEXT);
    expect(isSameAccount(once, accountOfCompany(aCompany({ user: 'u1', status: 'customer' }), once, CONTEXT))).toBe(
      true,
    );
    expect(isSameAccount(once, accountOfCompany(aCompany({ user: 'stranger' }), once, CONTEXT))).toBe(false);
  });

  it('has no longer name, and no more domains, than an account may have', () => {
    const domains = Array.from({ length: 30 }, (_, at) => `d${at}.example`);
    const made = accountOfCompany(aCompany({ name: 'x'.repeat(300), domains }), facts(), CONTEXT);
    expect([made.name.length, made.domains.length]).toEqual([200, 20]);
    expect(made.domains[0]).toBe('acme.example');
  });
});

it.each([
  ['customer', 'customer'],
  ['Customer - Channel', 'customer'],
  ['evangelist', 'customer'],
  ['PROSPECT', 'prospect'],
  ['marketingqualifiedlead', 'prospect'],
  ['Former Customer', 'former'],
  ['Channel Partner / Reseller', 'partner'],
  ['Competitor', 'competitor'],
  ['other', undefined],
  ['', undefined],
  [null, undefined],
])('the stage or type %s means %s', (text, expected) => {
  expect(statusOfCompany(text)).toBe(expected);
});
