import { describe, expect, test } from 'vitest';
import { listPublicHolidays } from '../../../shared/adapters/holidays/public-holidays.ts';

/** Returns the dates of a known region. */
function datesOf(region: string, ...years: readonly number[]): readonly string[] {
  const result = listPublicHolidays(region, years);
  if (!result.ok) throw new Error(`no holidays for ${region}`);
  return result.value;
}

describe('publicHolidays', () => {
  test('are the holidays of a whole country', () => {
    expect(datesOf('DE', 2027)).toEqual([
      '2027-01-01',
      '2027-03-26',
      '2027-03-29',
      '2027-05-01',
      '2027-05-06',
      '2027-05-17',
      '2027-10-03',
      '2027-12-25',
      '2027-12-26',
    ]);
  });

  test("of a state include the country's", () => {
    const own = datesOf('DE-BY', 2027).filter((date) => !datesOf('DE', 2027).includes(date));
    expect(own).toEqual(['2027-01-06', '2027-05-27', '2027-11-01']);
    expect(datesOf('DE-BY-A', 2027)).toContain('2027-08-08');
  });

  test('include substitute days', () => {
    expect(datesOf('US', 2026)).toEqual(expect.arrayContaining(['2026-07-03', '2026-07-04', '2026-11-26']));
    expect(datesOf('US-CA', 2026)).toContain('2026-03-31');
  });

  test('include every day of a longer holiday, even across the new year', () => {
    expect(datesOf('KR', 2026)).toEqual(expect.arrayContaining(['2026-09-24', '2026-09-25', '2026-09-26']));
    expect(datesOf('SZ', 2027)).toEqual(expect.arrayContaining(['2027-01-01', '2027-01-02', '2027-12-31']));
    expect(datesOf('SZ', 2026).filter((date) => !date.startsWith('2026'))).toEqual([]);
  });

  test('are local dates where a holiday begins at sunset', () => {
    expect(datesOf('IL', 2026)).toContain('2026-09-21');
    expect(datesOf('IL', 2026)).not.toContain('2026-09-20');
  });

  test('may have 23 hours, as Easter Sunday of 2024', () => {
    expect(datesOf('DE-BB', 2024)).toContain('2024-03-31');
  });

  test('leave out half days and days that are not public holidays', () => {
    expect(datesOf('IS', 2026)).not.toContain('2026-12-24');
    expect(datesOf('DE', 2026)).not.toContain('2026-12-31');
  });

  test('contain a day once when two holidays coincide', () => {
    expect(datesOf('KR', 2025).filter((date) => date === '2025-05-05')).toEqual(['2025-05-05']);
  });

  test('of several years are in order, each once', () => {
    const dates = datesOf('US', 2027, 2026, 2026);
    expect(dates).toEqual([...datesOf('US', 2026), ...datesOf('US', 2027)]);
  });

  test.each(['XX', 'DE-XX', 'DE-BY-XX', '', 'de', 'DE-', 'toString'])(
    'of %j are a failure that says what is known',
    (region) => {
      const result = listPublicHolidays(region, [2026]);
      expect(result).toMatchObject({ ok: false, problem: { code: 'unknown_holiday_region', region } });
    },
  );

  test('report the valid codes for an unknown region', () => {
    expect(listPublicHolidays('XX', [2026])).toMatchObject({
      problem: { validCodes: expect.arrayContaining(['DE', 'US']) },
    });
    expect(listPublicHolidays('DE-XX', [2026])).toMatchObject({
      problem: { validCodes: expect.arrayContaining(['DE-BY']) },
    });
    expect(listPublicHolidays('XX-YY', [2026])).toMatchObject({ problem: { validCodes: [] } });
  });
});
