import { describe, expect, it } from 'vitest';
import { parseSettings } from '../../../cli/enrichment/settings.ts';

const SAID = { url: 'https://api.provider.example/companies', fields: ['employees=metrics.employees'], hosts: [] };
const deployed = { local: false };

describe('the settings of enrichment', () => {
  it('hold the field map and the allowed hosts', () => {
    expect(parseSettings({ ...SAID, hosts: ['eu.provider.example'] }, deployed)).toEqual({
      url: SAID.url,
      hosts: ['api.provider.example', 'eu.provider.example'],
      fields: { employees: 'metrics.employees' },
    });
  });

  it.each([
    ['an address without TLS', { url: 'http://api.provider.example/' }, /https/],
    ['an address in a private network', { url: 'https://192.168.1.1/' }, /private network/],
    ['an address on this machine', { url: 'http://localhost:9000/' }, /https/],
    ['an address with a password', { url: 'https://me:pw@api.provider.example/' }, /password/],
    ['no field', { fields: [] }, /--field/],
    ['a field without a place', { fields: ['employees'] }, /ours=theirs/],
    ['a field with a wrong name', { fields: ['Employees=size'] }, /Employees/],
    ['a field that Baton derives itself', { fields: ['score=points'] }, /derived by Baton/],
  ])('are refused with %s', (_, wrong, words) => {
    expect(() => parseSettings({ ...SAID, ...wrong }, deployed)).toThrow(words);
  });

  it('may name this machine for the local cloud', () => {
    const url = 'http://localhost:9000/companies';
    expect(parseSettings({ ...SAID, url }, { local: true }).hosts).toEqual(['localhost']);
  });
});
