import { expect, it } from 'vitest';
import { crmUserOf, likelyCrmUserOf } from '../../../shared/domain/crm/crm-users.ts';
import { aRep } from '../../support/builders/rep.ts';

const users = [
  { id: '1', email: 'mia.keller@acme.example', active: true },
  { id: '2', email: 'ben.south@acme.example', active: true },
  { id: '3', email: 'gone.east@acme.example', active: false },
  { id: '4', email: 'ben.south@acme-labs.example', active: true },
];

it('a user is the one mapped by hand, else the one of the attribute, else the one with the address', () => {
  const attributes = { crm: ['Ben.South@acme.example'] };
  const addresses = { email: 'mia.keller@acme.example' };
  expect(crmUserOf(aRep({ attributes, addresses }), users, { kim: '1' })?.id).toBe('1');
  expect(crmUserOf(aRep({ attributes, addresses }), users, {})?.id).toBe('2');
  expect(crmUserOf(aRep({ addresses }), users, {})?.id).toBe('1');
  expect(crmUserOf(aRep({ email: 'ben.south@acme.example', addresses }), users, {})?.id).toBe('2');
  const other = 'mia@mails.example';
  expect(crmUserOf(aRep({ email: addresses.email, addresses: { email: other } }), users, {})?.id).toBe('1');
  expect(crmUserOf(aRep({ email: other, addresses }), users, {})?.id).toBe('1');
  expect(crmUserOf(aRep({ id: 'mia.keller' }), users, {})).toBeUndefined();
});

it('a user who has left owns nothing', () => {
  expect(crmUserOf(aRep(), users, { kim: '3' })).toBeUndefined();
});

it('the likely user has the id for a name, and is the only one', () => {
  expect(likelyCrmUserOf('mia.keller', users)?.id).toBe('1');
  expect(['ben.south', 'gone.east', 'kim'].map((rep) => likelyCrmUserOf(rep, users))).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});
