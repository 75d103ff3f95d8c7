import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { regionOf } from '../../../shared/domain/enrichment/region.ts';
import { findTerritory } from '../../../shared/domain/territories/find-territory.ts';
import { findOverlaps } from '../../../shared/domain/territories/overlaps.ts';
import type { TerritoryMatch, TerritoryRow } from '../../../shared/domain/territories/territory.ts';
import { MONDAY, minutesAfterMonday } from '../../support/builders/moment.ts';

const aRow = (territory: string, match: TerritoryMatch, overrides: Partial<TerritoryRow> = {}): TerritoryRow => ({
  id: territory,
  territory,
  match,
  ...overrides,
});
const ROWS = [
  aRow('emea', { region: ['emea'] }),
  aRow('dach', { country: ['DE', 'AT', 'CH'] }),
  aRow('dach-large', { country: ['DE', 'AT', 'CH'], employees: { from: 1000 } }),
  aRow('munich', { country: ['DE'], postal: ['80', '81'] }),
  aRow('california', { state: ['US-CA'] }),
  aRow('us-strategic', { country: ['US'], accountSegment: ['strategic'] }),
];
const placeOf = (features: Record<string, string>, postalCode?: string) =>
  findTerritory(ROWS, { features, postalCode }, MONDAY)?.territory;

describe('the territory of a lead', () => {
  it.each([
    [{ country: 'FR', region: 'emea' }, undefined, 'emea'],
    [{ country: 'AT', region: 'emea' }, undefined, 'dach'],
    [{ country: 'DE', region: 'emea', employees: '1000+' }, undefined, 'dach-large'],
    [{ country: 'DE', region: 'emea', employees: '500+' }, undefined, 'dach'],
    [{ country: 'DE', region: 'emea' }, 'D-80331', 'munich'],
    [{ country: 'DE', region: 'emea' }, '10115', 'dach'],
    [{ country: 'AT', region: 'emea' }, '8010', 'dach'],
    [{ country: 'US', region: 'amer', state: 'US-CA' }, undefined, 'california'],
    [{ country: 'US', region: 'amer', 'account.segment': 'Strategic' }, undefined, 'us-strategic'],
    [{ country: 'US', region: 'amer' }, undefined, undefined],
    [{}, undefined, undefined],
  ])('of %j, postal code %s, is %s', (features, postalCode, territory) => {
    expect(placeOf(features, postalCode)).toBe(territory);
  });

  it('comes from the rows in force at the moment', () => {
    const rows = [
      aRow('old', { country: ['DE'] }, { until: minutesAfterMonday(0) }),
      aRow('new', { country: ['DE'] }, { from: minutesAfterMonday(0), until: minutesAfterMonday(10) }),
    ];
    const at = (moment: string) => findTerritory(rows, { features: { country: 'DE' } }, moment)?.territory;
    expect(
      [minutesAfterMonday(-1), minutesAfterMonday(0), minutesAfterMonday(9), minutesAfterMonday(10)].map(at),
    ).toEqual(['old', 'new', 'new', undefined]);
  });
});

describe('for any table', () => {
  const country = fc.constantFrom('DE', 'AT', 'US');
  const employees = fc.constantFrom({ from: 1, to: 99 }, { from: 100, to: 999 }, { from: 1000 }, { from: 1 });
  const match = fc.record(
    {
      country: fc.uniqueArray(country, { minLength: 1, maxLength: 2 }),
      region: fc.constantFrom(['emea'], ['amer']),
      segment: fc.constantFrom(['a'], ['b']),
      employees,
    },
    { requiredKeys: [] },
  );
  const lead = fc.record({
    country,
    segment: fc.constantFrom('a', 'b'),
    employees: fc.constantFrom('50', '500', '5000'),
  });

  it('a table without overlaps gives every lead the same territory in any row order', () => {
    fc.assert(
      fc.property(fc.array(match, { maxLength: 6 }), lead, (matches, { country: code, ...rest }) => {
        const rows = matches.map((one, index) => aRow(`row-${index}`, one));
        fc.pre(findOverlaps(rows).length === 0);
        const features = { ...rest, country: code, region: regionOf(code) ?? '' };
        const found = [rows, rows.toReversed()].map((order) => findTerritory(order, { features }, MONDAY)?.territory);
        expect(found[0]).toBe(found[1]);
      }),
      { numRuns: 500 },
    );
  });

  it('the example lead of an overlap matches both rows', () => {
    fc.assert(
      fc.property(match, match, (a, b) => {
        const rows = [aRow('a', a), aRow('b', b)];
        for (const { exampleLead: witness } of findOverlaps(rows)) {
          const region = witness.region ?? (witness.country && regionOf(witness.country));
          const features = { ...witness, ...(region !== undefined && { region }) };
          for (const row of rows) expect(findTerritory([row], { features }, MONDAY)).toBe(row);
        }
      }),
    );
  });
});
