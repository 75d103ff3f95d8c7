import { expect, it } from 'vitest';
import type { ListedLead } from '../../../cli/reassign/listed-lead.ts';
import { matchesAll, parseWhere } from '../../../cli/reassign/where.ts';

const LEAD = {
  ...{ id: 'lead_1', state: 'working', epoch: 1, version: 3, source: 'website', test: false, owner: 'kim' },
  ...{ receivedAt: '2026-11-23T09:00:00.000Z', previousHolders: [], reassignments: 0, cycle: 0, credited: [] },
  features: { country: 'DE', employees: 120, products: ['analytics', 'platform'] },
} as const satisfies ListedLead;

it('parses a field and its values, one condition after another', () => {
  const where = parseWhere('state=working', parseWhere('country=DE, AT', []));
  expect(where).toEqual([
    { field: 'country', values: ['DE', 'AT'] },
    { field: 'state', values: ['working'] },
  ]);
});

it.each(['country', 'country=', '=DE', 'country=DE,', ''])('refuses %j', (text) => {
  expect(() => parseWhere(text, [])).toThrow('Expected a field and its values');
});

it.each([
  ['state=working,assigned', true],
  ['owner=lea', false],
  ['country=AT,DE', true],
  ['employees=120', true],
  ['products=platform', true],
  ['unknown=1', false],
  ['constructor=1', false],
])('%s: %j', (text, matches) => {
  expect(matchesAll(LEAD, parseWhere(text, []))).toBe(matches);
});
