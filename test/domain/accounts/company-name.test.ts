import { describe, expect, it } from 'vitest';
import { normalisedNamesOf } from '../../../shared/domain/accounts/account-names.ts';
import { companyDomainOf, personCompanyDomainsOf } from '../../../shared/domain/accounts/company-domain.ts';
import { normaliseCompanyName } from '../../../shared/domain/accounts/company-name.ts';
import { anAccount } from '../../support/builders/account.ts';

describe('a normalised company name', () => {
  it.each([
    ['Acme GmbH', 'acme'],
    ['ACME, Inc.', 'acme'],
    ['Acme S.A.S.', 'acme'],
    ['The Acme Company Ltd.', 'acme'],
    ['Müller & Söhne GmbH & Co. KG', 'muller sohne'],
    ['Müller und Söhne', 'muller sohne'],
    ['Nordwind sp. z o.o.', 'nordwind'],
    ['Acme International', 'acme international'],
    ['AS Roma Handels AS', 'as roma handels'],
    ['株式会社 東京', '株式会社 東京'],
  ])('%s is %s', (name, folded) => {
    expect(normaliseCompanyName(name)).toBe(folded);
  });

  it.each(['', 'GmbH', 'Ltd.', 'AB', 'The Co.', '  &  '])('%j is not distinctive', (name) => {
    expect(normaliseCompanyName(name)).toBeUndefined();
  });

  it('is the same for a name and an alias that differ only in legal form', () => {
    expect(normalisedNamesOf(anAccount({ aliases: ['ACME AG', 'Acme Labs', 'GmbH'] }))).toEqual(['acme', 'acme labs']);
  });
});

describe('the domain of a company', () => {
  it.each([
    ['mail.eu.acme.co.uk', 'acme.co.uk'],
    ['https://www.acme.example/about?x=1', 'acme.example'],
    ['Acme.Example', 'acme.example'],
    ['gmail.com', undefined],
    ['yahoo.co.uk', undefined],
    ['mailinator.com', undefined],
    ['192.168.0.1', undefined],
    ['acme', undefined],
  ])('of %s is %s', (text, domain) => {
    expect(companyDomainOf(text)).toBe(domain);
  });

  it('is that of the email address first, then that of the website, without duplicates', () => {
    const person = { email: 'a@eu.acme.example', website: 'www.acme-labs.example', answers: {} };
    expect(personCompanyDomainsOf(person)).toEqual(['acme.example', 'acme-labs.example']);
    expect(personCompanyDomainsOf({ ...person, email: 'a@gmail.com' })).toEqual(['acme-labs.example']);
    expect(personCompanyDomainsOf({ answers: {} })).toEqual([]);
  });
});
