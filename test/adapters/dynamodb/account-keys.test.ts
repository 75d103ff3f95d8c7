import { expect, it } from 'vitest';
import { accountKeys } from '../../../shared/adapters/dynamodb/account-keys.ts';

it.each([
  ['the account of a domain', accountKeys.domain],
  ['what was learned about a company', accountKeys.company],
  ['the leads of a company', (domain: string) => accountKeys.leadOfCompany(`domain:${domain}`, 'lead_1')],
  ['the accounts with a name', (name: string) => accountKeys.name(name, 'acme')],
])('%s is found by a key that contains no name', (_, keyOf) => {
  expect(JSON.stringify(keyOf('ada-lind.example'))).not.toContain('lind');
  expect(keyOf('ada-lind.example')).toEqual(keyOf('ada-lind.example'));
  expect(keyOf('bo-lind.example')).not.toEqual(keyOf('ada-lind.example'));
});
