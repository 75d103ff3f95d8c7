import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readIndustry } from '../../../shared/domain/enrichment/industry.ts';
import { INDUSTRY_WORDS } from '../../../shared/domain/enrichment/industry-words.ts';
import { anyText } from '../intake/any-text.ts';

describe('an industry', () => {
  test.each([
    ['software', 'software'],
    ['SaaS', 'software'],
    ['COMPUTER_SOFTWARE', 'software'],
    ['Logiciels', 'software'],
    ['SaaS / Software', 'software'],
    ['IT & Informatik', 'software'],
    ['Maschinenbau', 'manufacturing'],
    ['Fertigung', 'manufacturing'],
    ['Finanzdienstleistungen', 'financial services'],
    ['Banking', 'financial services'],
    ['Hospitals and Health Care', 'healthcare'],
    ['Santé', 'healthcare'],
    ['Großhandel', 'retail'],
    ['e-Commerce', 'retail'],
    ['Versicherungen', 'insurance'],
    ['Construcción', 'construction'],
    ['Öffentlicher Dienst', 'government'],
    ['NON-PROFIT', 'non-profit'],
    ['Transportation, Logistics, Supply Chain and Storage', 'logistics'],
  ])('%s is %s', (said, standard) => {
    expect(readIndustry(said)).toBe(standard);
  });

  test.each(['', 'Other', 'Sonstiges', 'Software and Banking', 'Insurance / Retail', 'not applicable'])(
    '%j is unknown or ambiguous',
    (said) => {
      expect(readIndustry(said)).toBeUndefined();
    },
  );

  test('has each term once, whatever its spelling', () => {
    for (const [standard, words] of Object.entries(INDUSTRY_WORDS)) {
      for (const word of [standard, ...words.split(', ')]) expect(readIndustry(word), word).toBe(standard);
    }
  });

  test('never throws', () => {
    fc.assert(
      fc.property(anyText(), (text) => {
        expect([...Object.keys(INDUSTRY_WORDS), undefined]).toContain(readIndustry(text));
      }),
    );
  });
});
