import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Features } from '../../../shared/domain/features.ts';
import { findPattern } from '../../../shared/domain/misroutes/find-pattern.ts';

const FIELDS = ['country', 'industry', 'touch'];
const COUNTRIES = ['DE', 'FR', 'ES', 'IT'];
const INDUSTRIES = ['saas', 'health', 'retail'];

/** Leads that go through all countries and industries in turn. */
function aMix(count: number, more: Features = {}): readonly Features[] {
  return Array.from({ length: count }, (_, at) => ({
    country: COUNTRIES[at % 4] ?? 'DE',
    industry: INDUSTRIES[at % 3] ?? 'saas',
    touch: 'demo_request',
    ...more,
  }));
}

describe('findPattern', () => {
  it('finds a planted value, and says how many have it', () => {
    const flagged = [...aMix(12, { industry: 'health' }), ...aMix(3, { industry: 'saas' })];
    expect(findPattern(flagged, aMix(60), FIELDS)).toMatchObject({
      conditions: [{ field: 'industry', value: 'health' }],
      flagged: 12,
      ofFlagged: 15,
      others: 20,
      ofOthers: 60,
    });
  });

  it('finds a planted pair of which each half alone is common', () => {
    const others = aMix(240).filter(({ country, industry }) => country !== 'FR' || industry !== 'health');
    expect(findPattern(aMix(20, { country: 'FR', industry: 'health' }), others, FIELDS)?.conditions).toEqual([
      { field: 'country', value: 'FR' },
      { field: 'industry', value: 'health' },
    ]);
  });

  it('finds a value in a list', () => {
    const flagged = aMix(10, { industry: ['health', 'saas'] });
    expect(findPattern(flagged, aMix(60, { industry: ['saas'] }), FIELDS)?.conditions).toEqual([
      { field: 'industry', value: 'health' },
    ]);
  });

  it('finds nothing where the flagged are like the others, are too few, or are all there are', () => {
    expect(findPattern(aMix(24), aMix(120), FIELDS)).toBeUndefined();
    expect(findPattern(aMix(4, { industry: 'health' }), aMix(400, { industry: 'saas' }), FIELDS)).toBeUndefined();
    expect(findPattern(aMix(20, { industry: 'health' }), [], FIELDS)).toBeUndefined();
  });

  it('looks at no other field', () => {
    expect(findPattern(aMix(12, { tool: 'oldcrm' }), aMix(60), FIELDS)).toBeUndefined();
  });

  it('gives the same whatever the order of the leads', () => {
    const lead = fc.record({ country: fc.constantFrom(...COUNTRIES), industry: fc.constantFrom(...INDUSTRIES) });
    const leads = fc.array(lead, { minLength: 5, maxLength: 30 });
    fc.assert(
      fc.property(leads, leads, (flagged, others) => {
        const found = findPattern(flagged, others, FIELDS);
        expect(findPattern(flagged.toReversed(), others.toReversed(), FIELDS)).toEqual(found);
        if (found) expect(found.flagged).toBeGreaterThanOrEqual(5);
      }),
    );
  });
});
