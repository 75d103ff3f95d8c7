import { describe, expect, test } from 'vitest';
import { type DeriveFeaturesInput, deriveFeatures } from '../../../shared/domain/enrichment/enrich.ts';
import type { Person } from '../../../shared/domain/intake/submission.ts';

function enriched(person: Partial<Person>, given: DeriveFeaturesInput['submittedFacts'] = {}) {
  return deriveFeatures({
    person: { answers: {}, ...person },
    submittedFacts: given,
    touch: 'demo_request',
    source: 'demo-form',
  });
}

describe('a whole lead', () => {
  test('has what the form said and what that implies, each with its source', () => {
    const result = enriched(
      {
        email: 'Ada.Lovelace@Mail.Acme.example',
        phone: '030 23125123',
        firstName: 'Ada',
        lastName: 'Lovelace',
        company: 'Acme',
        jobTitle: 'VP of Sales',
        city: 'Berlin',
      },
      {
        country: 'Deutschland',
        employees: '1,000–5,000',
        industry: 'SaaS',
        product: 'platform',
        language: 'Deutsch',
        page: 'https://www.acme.example/demo?email=ada@acme.example',
        budget: '50k',
      },
    );
    expect(result.features).toEqual({
      touch: 'demo_request',
      source: 'demo-form',
      country: 'DE',
      region: 'emea',
      employees: '1000-5000',
      industry: 'software',
      product: 'platform',
      language: 'de',
      page: '/demo',
      budget: '50k',
      email_kind: 'business',
      domain: 'acme.example',
      title: 'vp of sales',
      seniority: 'vp',
      department: 'sales',
    });
    expect(result.provenance).toEqual({
      touch: 'form',
      source: 'form',
      country: 'form',
      region: 'form',
      employees: 'form',
      industry: 'form',
      product: 'form',
      language: 'form',
      page: 'form',
      budget: 'form',
      email_kind: 'email',
      domain: 'email',
      title: 'title',
      seniority: 'title',
      department: 'title',
    });
    expect(result.person).toEqual({
      email: 'ada.lovelace@mail.acme.example',
      phone: '+493023125123',
      name: 'Ada Lovelace',
      firstName: 'Ada',
      lastName: 'Lovelace',
      company: 'Acme',
      jobTitle: 'VP of Sales',
      city: 'Berlin',
      answers: {},
    });
    expect(result.unknownValues).toEqual([]);
  });

  test('without any facts has its touchpoint and source', () => {
    const result = enriched({});
    expect(result.features).toEqual({ touch: 'demo_request', source: 'demo-form' });
    expect(result.unknownValues).toEqual([]);
  });
});

describe('where a lead is', () => {
  const phone = '+33 1 99 00 12 34';
  const email = 'ada@acme.de';

  test.each<
    [
      string,
      Partial<Person>,
      DeriveFeaturesInput['submittedFacts'],
      string | undefined,
      string | undefined,
      string | undefined,
    ]
  >([
    ['the form overrides the phone number', { phone, email }, { country: 'Austria' }, 'AT', 'emea', 'form'],
    ['the phone number overrides the domain', { phone, email }, {}, 'FR', 'emea', 'phone'],
    ['the domain is a guess', { email }, {}, 'DE', 'emea', 'tld'],
    ['so is a free mailbox', { email: 'ada@gmx.at' }, {}, 'AT', 'emea', 'tld'],
    [
      'the website is the last guess',
      { email: 'ada@acme.com', website: 'https://www.acme.ch/en' },
      {},
      'CH',
      'emea',
      'tld',
    ],
    ['a disposable mailbox says nothing', { email: 'ada@wegwerfemail.de' }, {}, undefined, undefined, undefined],
    ['.io is not a country', { email: 'ada@acme.io' }, {}, undefined, undefined, undefined],
    ['an unreadable country falls back to the guess', { phone }, { country: 'Neverland' }, 'FR', 'emea', 'phone'],
    ['a toll-free number has no country', { phone: '+800 1234 5678' }, {}, undefined, undefined, undefined],
  ])('%s', (_case, person, given, country, region, from) => {
    const { features, provenance } = enriched(person, given);
    expect([features.country, features.region, provenance.country, provenance.region]).toEqual([
      country,
      region,
      from,
      from,
    ]);
  });

  test('a submitted region counts when the country is a guess', () => {
    const { features, provenance } = enriched({ email }, { region: 'North America' });
    expect(features).toMatchObject({ country: 'DE', region: 'amer' });
    expect(provenance).toMatchObject({ country: 'tld', region: 'form' });
  });

  test('the submitted country determines the region', () => {
    expect(enriched({}, { country: 'DE', region: 'APAC' }).features.region).toBe('emea');
  });

  test('a state under the field name region is a state', () => {
    const { features, unknownValues } = enriched({}, { country: 'US', region: 'California' });
    expect(features).toMatchObject({ country: 'US', region: 'amer', state: 'US-CA' });
    expect(unknownValues).toEqual([]);
  });

  test('the submitted country completes a national number', () => {
    expect(enriched({ phone: '(202) 555-0123' }, { country: 'USA' }).person.phone).toBe('+12025550123');
  });
});

describe('what is not known', () => {
  test('is listed with its value for people to map, and is not a feature', () => {
    const { features, unknownValues } = enriched(
      {},
      { country: 'Neverland', employees: 'Mid-market', language: 'Klingon' },
    );
    expect(features).toEqual({ touch: 'demo_request', source: 'demo-form' });
    expect(unknownValues).toEqual([
      { field: 'country', value: 'Neverland' },
      { field: 'employees', value: 'Mid-market' },
      { field: 'language', value: 'Klingon' },
    ]);
  });

  test('is listed without its value when that could identify a person', () => {
    const { features, unknownValues } = enriched(
      { email: 'ada at acme', phone: 'call me' },
      {
        country: 'ada@acme.example',
        industry: 'reach me: ada@acme.example',
        product: '030 / 23125 123',
        budget: 'x'.repeat(201),
      },
    );
    expect(features).toEqual({ touch: 'demo_request', source: 'demo-form' });
    expect(unknownValues).toEqual([
      { field: 'email' },
      { field: 'phone' },
      { field: 'country' },
      { field: 'industry' },
      { field: 'product' },
      { field: 'budget' },
    ]);
  });

  test('is kept for the rep as typed', () => {
    const { person } = enriched({ email: 'ada at acme', phone: '+1 202 555 0123 ext. 45', answers: { message: 'Hi' } });
    expect(person).toEqual({
      phone: '+12025550123',
      answers: { email: 'ada at acme', phone: '+1 202 555 0123 ext. 45', message: 'Hi' },
    });
  });
});
