import { expect, it } from 'vitest';
import { readContact, readIdentifier } from '../../../cli/privacy/identifier.ts';

it.each([
  [' nora@lindwerk.example ', undefined, { email: 'nora@lindwerk.example' }],
  ['lead_01K9', undefined, { lead: 'lead_01K9' }],
  ['hubspot:901', undefined, { externalId: 'hubspot:901' }],
  ['+49 (30) 231-25', 'Nora Lind', { phone: '+49 (30) 231-25', name: 'Nora Lind' }],
])('%s names a person', (text, name, expected) => {
  expect(readIdentifier(text, name)).toEqual(expected);
});

it.each([
  ['+49 30 231251', /--name/],
  ['Nora', /Expected an e-mail address/],
])('%s alone names nobody', (text, message) => {
  expect(() => readIdentifier(text, undefined)).toThrow(message);
});

it.each([
  ['@acme.example', undefined, { domain: 'acme.example' }],
  [' nora@lindwerk.example', undefined, { email: 'nora@lindwerk.example' }],
  ['+49 30 23125123', undefined, { phone: '+49 30 23125123' }],
  ['(030) 2312', 'Nora Lind', { phone: '(030) 2312', name: 'Nora Lind' }],
  ['lead_01K9', undefined, { lead: 'lead_01K9' }],
  ['hubspot:901', undefined, { externalId: 'hubspot:901' }],
])('%s names whom nobody may contact', (text, name, expected) => {
  expect(readContact(text, name)).toEqual(expected);
});

it('a name alone names nobody whom nobody may contact', () => {
  expect(() => readContact('Nora', undefined)).toThrow(/Expected an e-mail address.*a domain such as @acme\.example/);
});
