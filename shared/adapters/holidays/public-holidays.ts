import Holidays from 'date-holidays';
import { failure, type Result, success } from '../../domain/result.ts';

/**
 * A region without holiday data, with the codes that are valid in its place: countries, or subdivisions of the country.
 */
export interface UnknownHolidayRegion {
  readonly code: 'unknown_holiday_region';
  readonly region: string;
  readonly validCodes: readonly string[];
}

const DAY_MILLISECONDS = 86_400_000;

/**
 * Returns the public holidays of some years as dates `YYYY-MM-DD`, unique and sorted, including substitute days. A
 * region is a country (`DE`), a state (`DE-BY`) or a part of a state (`DE-BY-A`), in ISO 3166 codes. Whole days only: a
 * holiday that starts at noon counts as a working day. Uses the data of the date-holidays package. Expanded once and
 * stored, because it takes some 10 ms per year.
 */
export function listPublicHolidays(
  region: string,
  years: readonly number[],
): Result<readonly string[], UnknownHolidayRegion> {
  const known = knownCodesOf(region);
  if (!known.includes(region)) return failure({ code: 'unknown_holiday_region', region, validCodes: known });
  const [country = '', state, part] = region.split('-');
  const calendar = new Holidays({ country, state, region: part }, { types: ['public'] });
  const wanted = new Set(years);
  // Holidays of several days may begin in the previous year.
  const queriedYears = new Set(years.flatMap((year) => [year - 1, year]));
  const dates = [...queriedYears].flatMap((year) => calendar.getHolidays(year).flatMap(datesOf));
  return success([...new Set(dates)].filter((date) => wanted.has(Number(date.slice(0, 4)))).sort());
}

/** Returns all codes at the level of this one. */
function knownCodesOf(region: string): readonly string[] {
  const [country = '', state, part] = region.split('-');
  const calendar = new Holidays();
  const codes = (names: Readonly<Record<string, string>> | undefined, ...before: readonly string[]) =>
    Object.keys(names ?? {}).map((code) => [...before, code].join('-'));
  if (state === undefined) return codes(calendar.getCountries());
  if (part === undefined) return codes(calendar.getStates(country), country);
  return codes(calendar.getRegions(country, state), country, state);
}

/** Returns the whole days of a holiday, counted from its date in the region, whatever this machine's time zone. */
function datesOf({ date, start, end }: { readonly date: string; readonly start: Date; readonly end: Date }): string[] {
  // A day may have 23 hours.
  const days = Math.floor((end.getTime() - start.getTime()) / DAY_MILLISECONDS + 0.1);
  const first = Date.parse(`${date.slice(0, 10)}T00:00Z`);
  return Array.from({ length: days }, (_, day) => new Date(first + day * DAY_MILLISECONDS).toISOString().slice(0, 10));
}
