import { expect, it } from 'vitest';
import { readIdentifier } from '../../../cli/privacy/identifier.ts';

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
