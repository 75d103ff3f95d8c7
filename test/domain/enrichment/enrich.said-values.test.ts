import { describe, expect, it } from 'vitest';
import { personCompanyDomainsOf } from '../../../shared/domain/accounts/company-domain.ts';
import { readEmails } from '../../../shared/domain/enrichment/email.ts';
import { deriveFeatures } from '../../../shared/domain/enrichment/enrich.ts';
import { normaliseContactDetails } from '../../../shared/domain/enrichment/normalise-person.ts';
import { personKeysOf } from '../../../shared/domain/enrichment/person-keys.ts';
import { readPhone } from '../../../shared/domain/enrichment/phone.ts';
import { planFieldsOf } from '../../../shared/domain/plan/field-values.ts';
import { contactIdentifiersOf } from '../../../shared/domain/privacy/contact-identifiers.ts';

describe('a website on a shared host', () => {
  it.each([
    'https://www.linkedin.com/in/person-71',
    'de.linkedin.com/company/acme',
    'https://calendly.com/ada/30min',
    'linktr.ee/acme',
    'https://bit.ly/3xY',
    'https://acme.wixsite.com/home',
    'https://www.google.com/search?q=acme',
    'https://sites.google.com/view/acme',
    'https://forms.gle/abc',
    'https://www.facebook.com/acme',
  ])('%s says nothing about the company', (website) => {
    expect(personCompanyDomainsOf({ website, answers: {} })).toEqual([]);
    expect(personCompanyDomainsOf({ website, email: 'ada@linkedin.com', answers: {} })).toEqual(['linkedin.com']);
  });

  it.each([
    'https://www.acme.example/about',
    'acme.example, https://www.linkedin.com/company/acme',
    'https://linkedin.com/acme acme.example',
  ])('%s names the company', (website) => {
    expect(personCompanyDomainsOf({ website, answers: {} })).toEqual(['acme.example']);
  });
});

describe('several addresses in one field', () => {
  it.each([
    ['uwe@x1.example; uwe.g@x1.example', ['uwe@x1.example', 'uwe.g@x1.example']],
    ['a@x.example ::: b@y.example', ['a@x.example', 'b@y.example']],
    ['ada@acme.example (work)', ['ada@acme.example']],
    ['E-mail: ada@acme.example', ['ada@acme.example']],
    ['Ada <a@b.example>, Bo <c@d.example>', ['a@b.example', 'c@d.example']],
    ['a@b.example oder c@d.example', ['a@b.example', 'c@d.example']],
    ['mailto:a@b.example?subject=Hi', ['a@b.example']],
    ['nobody @ all', []],
  ])('%s', (text, addresses) => {
    expect(readEmails(text).map(({ address }) => address)).toEqual(addresses);
  });

  it('count by the first, and the others are kept', () => {
    const said = { email: 'uwe@x1.example; uwe.g@x1.example', phone: '030 901820 / 0170 1234567', answers: {} };
    expect(normaliseContactDetails(said, 'DE')).toEqual({
      email: 'uwe@x1.example',
      phone: '+4930901820',
      answers: {},
      otherValues: { email: ['uwe.g@x1.example'], phone: ['+491701234567'] },
    });
  });
});

describe('a number with an extension', () => {
  it.each([
    ['030 901820 ext. 7', '+4930901820 ext. 7'],
    ['+49 30 901820 ext. 7', '+49 30 901820 ext. 7'],
    ['030 901820 ext. 7; 0170 1234567', '+4930901820 ext. 7'],
  ])('%s keeps it, and can be read again by those who know no country', (phone, stored) => {
    const person = normaliseContactDetails({ name: 'Uwe', phone, answers: {} }, 'DE');
    expect(person.phone).toBe(stored);
    expect(personKeysOf(person)).toEqual(['phone:+4930901820;name:uwe']);
    expect(contactIdentifiersOf(person)).toContain('phone:+4930901820');
    expect(normaliseContactDetails(person, undefined)).toEqual(person);
  });

  it('keeps those of further numbers', () => {
    const said = { phone: '0170 1234567; 030 901820 ext. 7', answers: {} };
    expect(normaliseContactDetails(said, 'DE').otherValues).toEqual({ phone: ['+4930901820 ext. 7'] });
  });
});

describe('a number without its plus', () => {
  it.each([
    ['4915112345678', 'DE', '+4915112345678'],
    ['447400123456', 'GB', '+447400123456'],
    ['33612345678', 'FR', '+33612345678'],
    ['015112345678', 'DE', '+4915112345678'],
    ['3912345678', 'IT', '+393912345678'],
    ['9198765432', 'IN', '+919198765432'],
    ['1512', 'DE', undefined],
    ['49151', 'DE', undefined],
  ])('%s from %s', (text, country, number) => {
    expect(readPhone(text, country)?.number).toBe(number);
  });
});

describe('a value that must not be used as it is', () => {
  const fields = { trap: { type: 'text', alias: {} } } as const;
  it.each(['ada@acme.example', '+49 30 7654321', 'x'.repeat(250)])('%s was said', (trap) => {
    expect(planFieldsOf(fields, { trap }, {})).toEqual({
      features: { trap: '(hidden)' },
      unknownValues: [{ field: 'trap' }],
    });
  });

  it('in a page, a campaign or a title', () => {
    const { features } = deriveFeatures({
      person: { jobTitle: 'CEO ada@acme.example', answers: {} },
      submittedFacts: { page: '/u/ada@acme.example', campaign: 'ada@acme.example' },
      touch: 'demo_request',
      source: 'form',
    });
    expect(features).toMatchObject({ page: '(hidden)', campaign: '(hidden)', title: '(hidden)' });
  });
});

describe('a bucket that a spreadsheet stored as a date', () => {
  const fields = { employees: { type: 'range', alias: {} } } as const;
  it.each(['45332', '18568', '46063'])('%s is unknown, and listed', (employees) => {
    expect(planFieldsOf(fields, { employees }, {})).toEqual({
      features: {},
      unknownValues: [{ field: 'employees', value: employees }],
    });
    const { features, unknownValues } = deriveFeatures({
      person: { answers: {} },
      submittedFacts: { employees },
      touch: 't',
      source: 's',
    });
    expect(features).not.toHaveProperty('employees');
    expect(unknownValues).toEqual([{ field: 'employees', value: employees }]);
  });

  it.each(['45,332', '45332 employees', '18569', '120000', '4533'])('%s is a number of people', (employees) => {
    const { features } = deriveFeatures({
      person: { answers: {} },
      submittedFacts: { employees },
      touch: 't',
      source: 's',
    });
    expect(features).toHaveProperty('employees');
  });

  it('is believed of a provider, whose numbers are no dates', () => {
    const company = { employees: '45332' };
    const { features } = deriveFeatures({
      person: { answers: {} },
      submittedFacts: {},
      touch: 't',
      source: 's',
      company,
    });
    expect(features).toMatchObject({ employees: '45332' });
  });
});
