import Holidays from 'date-holidays';
import { failure, type Result, success } from '../../domain/result.ts';

/** A region nobody knows holidays of, with the codes that could stand there instead: countries, or what the country is divided into. */
export interface UnknownHolidayRegion {
  readonly code: 'unknown_holiday_region';
  readonly region: string;
  readonly known: readonly string[];
}

const DAY = 86_400_000;

/**
 * The public holidays of some years as dates `YYYY-MM-DD`, each once and in order, substitute days included. A region is a country
 * (`DE`), a state of it (`DE-BY`) or a part of that (`DE-BY-A`), as ISO 3166 writes them. Only whole days: a holiday from noon on is a
 * working day here. From the data of the date-holidays package; expanded once and stored, since it takes some 10 ms a year.
 */
export function publicHolidays(
  region: string,
  years: readonly number[],
): Result<readonly string[], UnknownHolidayRegion> {
  const known = knownCodes(region);
  if (!known.includes(region)) return failure({ code: 'unknown_holiday_region', region, known });
  const [country = '', state, part] = region.split('-');
  const calendar = new Holidays({ country, state, region: part }, { types: ['public'] });
  const wanted = new Set(years);
  // Holidays of several days may begin in the year before.
  const asked = new Set(years.flatMap((year) => [year - 1, year]));
  const dates = [...asked].flatMap((year) => calendar.getHolidays(year).flatMap(datesOf));
  return success([...new Set(dates)].filter((date) => wanted.has(Number(date.slice(0, 4)))).sort());
}

/** All codes on the level of this one. */
function knownCodes(region: string): readonly string[] {
  const [country = '', state, part] = region.split('-');
  const calendar = new Holidays();
  const codes = (names: Readonly<Record<string, string>> | undefined, ...before: readonly string[]) =>
    Object.keys(names ?? {}).map((code) => [...before, code].join('-'));
  if (state === undefined) return codes(calendar.getCountries());
  if (part === undefined) return codes(calendar.getStates(country), country);
  return codes(calendar.getRegions(country, state), country, state);
}

/** The whole days of a holiday, counted from its own date: that of the region, whatever the zone of this machine. */
function datesOf({ date, start, end }: { readonly date: string; readonly start: Date; readonly end: Date }): string[] {
  // A day may have 23 hours.
  const days = Math.floor((end.getTime() - start.getTime()) / DAY + 0.1);
  const first = Date.parse(`${date.slice(0, 10)}T00:00Z`);
  return Array.from({ length: days }, (_, day) => new Date(first + day * DAY).toISOString().slice(0, 10));
}
