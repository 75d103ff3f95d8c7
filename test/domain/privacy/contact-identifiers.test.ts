import { describe, expect, it } from 'vitest';
import {
  contactIdentifiersOf,
  domainIdentifierOf,
  phoneIdentifierOf,
} from '../../../shared/domain/privacy/contact-identifiers.ts';
import { failure, success } from '../../../shared/domain/result.ts';

describe('the identifiers of a person', () => {
  it('are each address with its domains, and each number, alone and with the name', () => {
    const person = {
      email: 'Nora@mail.lindwerk.example',
      phone: '+493023125123',
      name: 'Nora Lind',
      answers: {},
      otherValues: { email: ['nora@home.example'], phone: ['+493023125199'] },
    };
    expect([...contactIdentifiersOf(person)].sort()).toEqual([
      'domain:home.example',
      'domain:lindwerk.example',
      'domain:mail.lindwerk.example',
      'email:nora@home.example',
      'email:nora@mail.lindwerk.example',
      'phone:+493023125123',
      'phone:+493023125123;name:nora lind',
      'phone:+493023125199',
      'phone:+493023125199;name:nora lind',
    ]);
  });

  it('are not those of others who wrote from the same mailbox', () => {
    const person = { email: 'info@acme.example', answers: {}, otherPeople: [{ name: 'Ivo', phone: '+493023125123' }] };
    expect(contactIdentifiersOf(person)).toEqual(['email:info@acme.example', 'domain:acme.example']);
  });

  it('are none of what cannot be read, and few of a long history', () => {
    expect(contactIdentifiersOf({ email: 'none', phone: 'call me', answers: {} })).toEqual([]);
    const emails = Array.from({ length: 200 }, (_, at) => `n${at}@d${at}.example`);
    const many = contactIdentifiersOf({ email: 'n@d.example', answers: {}, otherValues: { email: emails } });
    expect(many).toContain('email:n@d.example');
    expect(many.length).toBeLessThanOrEqual(60);
  });
});

it.each([
  ['@Acme.Example', success('domain:acme.example')],
  ['mail.acme.example', success('domain:mail.acme.example')],
  ['müller.example', success('domain:xn--mller-kva.example')],
  ['gmail.com', failure('open_domain')],
  ['co.uk', failure('open_domain')],
  ['acme', failure('unreadable_domain')],
  ['', failure('unreadable_domain')],
])('reads the domain %j', (text, expected) => {
  expect(domainIdentifierOf(text)).toEqual(expected);
});

it.each([
  ['0049 30 23125123', 'phone:+493023125123'],
  ['030 23125123', undefined],
  ['someone', undefined],
])('reads the number %j, which must say its country', (text, expected) => {
  expect(phoneIdentifierOf(text)).toBe(expected);
});
