import { describe, expect, test } from 'vitest';
import { read } from './read-fields.ts';

describe('names of fields', () => {
  test.each([
    ['email', 'email'],
    ['E-Mail', 'email'],
    ['e_mail', 'email'],
    ['Email Address', 'email'],
    ['work_email', 'email'],
    ['Work email', 'email'],
    ['workEmail', 'email'],
    ['Your work e-mail:', 'email'],
    ['data.email', 'email'],
    ['data[email]', 'email'],
    ['fields[Work email]', 'email'],
    ['lead.contact.email', 'email'],
    ['E-Mail-Adresse', 'email'],
    ['correo electrónico', 'email'],
    ['phone', 'phone'],
    ['Phone Number', 'phone'],
    ['Telefon', 'phone'],
    ['Téléphone', 'phone'],
    ['name', 'name'],
    ['Full name', 'name'],
    ['first_name', 'firstName'],
    ['First Name', 'firstName'],
    ['firstname', 'firstName'],
    ['name.first', 'firstName'],
    ['Vorname', 'firstName'],
    ['Prénom', 'firstName'],
    ['lastName', 'lastName'],
    ['Nachname', 'lastName'],
    ['Company', 'company'],
    ['company_name', 'company'],
    ['company.name', 'company'],
    ['Firma', 'company'],
    ['title', 'jobTitle'],
    ['job_title', 'jobTitle'],
    ['jobTitle', 'jobTitle'],
    ['Puesto', 'jobTitle'],
    ['website', 'website'],
    ['City', 'city'],
    ['address.city', 'city'],
    ['PLZ', 'postalCode'],
    ['zip', 'postalCode'],
  ])('%j is %s', (name, slot) => {
    const { person } = read([[name, 'value']]);
    expect(person).toEqual({ [slot]: 'value', answers: {} });
  });

  test.each([
    ['country', 'country'],
    ['Country/Region', 'country'],
    ['Land', 'country'],
    ['employees', 'employees'],
    ['company_size', 'employees'],
    ['Company size', 'employees'],
    ['company.employees', 'employees'],
    ['Number of employees', 'employees'],
    ['Mitarbeiterzahl', 'employees'],
    ['industry', 'industry'],
    ['Branche', 'industry'],
    ['product', 'product'],
    ['preferred_language', 'language'],
    ['region', 'region'],
    ['State', 'state'],
    ['utm_campaign', 'campaign'],
    ['page_url', 'page'],
  ])('%j is the routing field %s', (name, slot) => {
    const { submittedFacts: given, person } = read([[name, 'value']]);
    expect(given).toEqual({ [slot]: 'value' });
    expect(person).toEqual({ answers: {} });
  });

  test.each(['message', 'utm_source', 'source', 'favourite colour', 'form.id', 'contact.id', 'lead_id', 'constructor'])(
    '%j has no meaning and is kept',
    (name) => {
      const { person, submittedFacts: given, dedupe } = read([[name, 'value']]);
      expect(Object.values(person.answers)).toEqual(['value']);
      expect(Object.keys(person)).toEqual(['answers']);
      expect(given).toEqual({});
      expect(dedupe.submissionId).toBeUndefined();
    },
  );

  test('of two with the same meaning the first wins and the other is kept', () => {
    const { person } = read([
      ['work_email', 'ada@acme.example'],
      ['email', 'ada@home.example'],
      ['topic', 'sales'],
      ['topic', 'support'],
    ]);
    expect(person).toEqual({
      email: 'ada@acme.example',
      answers: { email: 'ada@home.example', topic: 'sales, support' },
    });
  });

  test("the source's own mapping comes first, also for fields of the plan", () => {
    const fields = { 'ref-size': 'employees', 'ref-mail': 'email', 'ref-budget': 'budget', title: 'product' };
    const { person, submittedFacts: given } = read(
      [
        ['ref-size', '1k+'],
        ['ref-mail', 'ada@acme.example'],
        ['ref-budget', '50k'],
        ['title', 'platform'],
      ],
      { fields },
    );
    expect(person).toEqual({ email: 'ada@acme.example', answers: {} });
    expect(given).toEqual({ employees: '1k+', budget: '50k', product: 'platform' });
  });
});
