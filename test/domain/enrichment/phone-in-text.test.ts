import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasDialledNumber, hasPhoneNumber } from '../../../shared/domain/enrichment/phone-in-text.ts';

describe('a phone number in a text', () => {
  it.each([
    '+49 30 9018201',
    '030 9018201 77',
    '0170-1234567',
    '0170–1234567',
    '0170_123_4567',
    '0170,1234567',
    '0170, 123, 4567',
    '0170·123·4567',
    '0170\u00a0123\u00a04567',
    '0170|1234|567',
    '(030) 901 820 / 77',
    '+1 (212) 555-0182',
    '212.555.0182',
    '１２３４５６７８９０',
    '٠١٧٠ ١٢٣٤٥٦٧',
    '०१७० १२३४५६७',
    '0170\u200b123\u200b4567',
    'call 01701234567 please',
    'tel:0301234567',
    'NORA-1701234567',
    'X-01234567',
    '6123-4567',
    '2345-6789',
    '1230-4560',
    '30-1234500',
    '800 123 000',
    '612.345.678',
    '98765-43210',
    '12345-6789',
    'TEL 04321-9876',
    'FON 04321-9876',
    'MOBIL 01761-2345',
    'CEO 04321-9876',
    'NUMÉRO 04321-9876',
    '20240501',
    '20 24 05 01',
    '+49 30 2024 1234',
    '2024 5678 9012',
    '192.168.0.1',
    '2024-05-01 0170 1234567',
    '1701234567 1701234568',
    '170, 123, 4567, 12',
  ])('%s is taken for one', (text) => {
    expect(hasPhoneNumber(text)).toBe(true);
    expect(hasPhoneNumber(`Acme ${text}, Berlin`)).toBe(true);
  });

  it('is found in whichever script its digits are, and whatever stands between them', () => {
    const zeros = [0x30, 0x660, 0x6f0, 0x966, 0x9e6, 0xe50, 0xff10, 0x1d7ce];
    const separators = ['', ' ', '-', '–', '—', '_', ',', '·', '\u00a0', '\u2009', '.', '/', ') ', ' - '];
    const number = fc.tuple(
      fc.constantFrom(...zeros),
      fc.array(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.constantFrom(...separators)), {
        minLength: 8,
        maxLength: 13,
      }),
    );
    fc.assert(
      fc.property(number, ([zero, digits]) => {
        const typed = digits.map(([digit, separator]) => `${String.fromCodePoint(zero + digit)}${separator}`).join('');
        expect(hasPhoneNumber(`+${String.fromCodePoint(zero)}${typed}`)).toBe(true);
      }),
    );
  });
});

describe('what has as many digits, but is none', () => {
  it.each([
    '2024',
    '2019-2024',
    '2019–2024',
    '2019/2020',
    '2019, 2020, 2021',
    '05/2024 - 06/2025',
    '2024-05-01',
    '2024/05/01',
    '01.05.2024',
    '1.5.2024',
    '5/31/2024',
    '2024-05-01 10:30',
    '2024-05-01T10:30:00Z',
    '2024-05-01 - 2024-06-30',
    '01.05.2024–30.06.2024',
    'spring_20240501',
    '20240501-launch',
    '10115',
    'SW1A 1AA',
    'NY 10001-1234',
    'Boston MA 02108-1234',
    'Boston, MA 02108-1234',
    '1 Main St, Austin, TX 78701-4321, USA',
    '100-999',
    '1000-4999',
    '1,000-5,000',
    '1.001 – 5.000',
    '10 001 - 50 000',
    '50000-100000',
    '500-100000',
    '1,000 to 5,000 employees',
    '100, 200, 500, 1000',
    '25,500,000',
    '10.000.000',
    '10 000 000 EUR',
    '1000+',
    'SKU-12345678',
    'AB-1234-5678',
    'model 4711',
    '24/7',
    'ISO 27001, ISO 9001',
    '',
  ])('%s', (text) => {
    expect(hasPhoneNumber(text)).toBe(false);
    expect(hasPhoneNumber(`about ${text}`)).toBe(false);
  });

  it('is read in time, however long a text is', () => {
    for (const unit of ['1', '1 ', '1-', '2024-', '1,000', '1, ', 'A-1', '20240501']) {
      expect(hasPhoneNumber(unit.repeat(20_000)), unit).toEqual(expect.any(Boolean));
    }
  });
});

describe('a number in a path that says itself that it is dialled', () => {
  it.each(['/u/+491701234567', '/u/+49 30 9018207', '/u/0170–1234567', 'x ٠١٧٠١٢٣٤٥'])('%s', (text) => {
    expect(hasDialledNumber(text)).toBe(true);
  });
  it.each(['/products/12345678', '/blog/2024/05/01/news', '/05-01-2024/x', '/0170/12345', '/p/100000001234'])(
    '%s is something else',
    (text) => {
      expect(hasDialledNumber(text)).toBe(false);
    },
  );
});
