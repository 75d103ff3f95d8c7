import { describe, expect, test } from 'vitest';
import { readPhone, writePhone } from '../../../shared/domain/enrichment/phone.ts';

describe('readPhone', () => {
  test.each([
    ['+49 30 23125 123', undefined, '+493023125123', 'DE'],
    ['+49 (0) 30/23125-123', undefined, '+493023125123', 'DE'],
    ['0049 30 23125 123', undefined, '+493023125123', 'DE'],
    ['030 23125123', 'DE', '+493023125123', 'DE'],
    ['493023125123', 'DE', '+493023125123', 'DE'],
    ['tel:+49-30-23125-123', undefined, '+493023125123', 'DE'],
    ['+1 202 555 0123', undefined, '+12025550123', 'US'],
    ['(202) 555-0123', 'US', '+12025550123', 'US'],
    ['12025550123', 'US', '+12025550123', 'US'],
    ['+1 416 555 0123', undefined, '+14165550123', 'CA'],
    ['416-555-0123', 'US', '+14165550123', 'CA'],
    ['+33 1 99 00 12 34', undefined, '+33199001234', 'FR'],
    ['01 99 00 12 34', 'FR', '+33199001234', 'FR'],
    ['+44 (0)20 7946 0123', undefined, '+442079460123', 'GB'],
    ['＋49 30 23125 123', undefined, '+493023125123', 'DE'],
    ['+800 1234 5678', undefined, '+80012345678', undefined],
  ])('reads %j (from %s) as %s', (typed, country, number, of) => {
    expect(readPhone(typed, country)).toEqual({ number, country: of });
  });

  test('keeps an extension apart from the number', () => {
    expect(readPhone('+1 202 555 0123 ext. 45')).toEqual({ number: '+12025550123', country: 'US', extension: '45' });
  });

  test.each(['030 23125123 ext. 12', '030/23125123 x12', '030 23125123 #12', '030 23125123;ext=12'])(
    'reads %j the same once it is written, with no country',
    (typed) => {
      const phone = readPhone(typed, 'DE');
      expect(phone).toEqual({ number: '+493023125123', country: 'DE', extension: '12' });
      expect(phone && readPhone(writePhone(phone))).toEqual(phone);
    },
  );

  test.each(['', 'n/a', '12', '+49', '202-555-0123', '030 23125123', '15550000000', 'call me', '+999 123'])(
    'does not guess at %j',
    (typed) => {
      expect(readPhone(typed)).toBeUndefined();
    },
  );

  test('rejects a text of any length', () => {
    expect(readPhone('0'.repeat(100_000))).toBeUndefined();
  });

  test('ignores a country it does not know', () => {
    expect(readPhone('030 23125123', 'XX')).toBeUndefined();
  });
});
