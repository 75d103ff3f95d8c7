import { describe, expect, test } from 'vitest';
import {
  formatDate,
  localDayAt,
  localTimeToMoment,
  weekdayOf,
} from '../../../shared/domain/business-hours/zone-clock.ts';

const DAY = 86_400_000;

/** Converts a date to days since 1970-01-01. */
function dayOf(date: string): number {
  return Date.parse(`${date}T00:00Z`) / DAY;
}

/** Returns when a zone's clock reaches a time, with its offset for readability: `2026-10-25T02:30+02:00`. */
function reached(zone: string, date: string, time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return localTimeToMoment(zone, dayOf(date), hours * 60 + minutes);
}

describe('momentReached', () => {
  test.each([
    ['an ordinary time', 'Europe/Berlin', '2026-11-23', '09:00', '2026-11-23T09:00+01:00'],
    ['the end of a day', 'Europe/Berlin', '2026-11-23', '24:00', '2026-11-24T00:00+01:00'],
    ['a time shown twice', 'Europe/Berlin', '2026-10-25', '02:30', '2026-10-25T02:30+02:00'],
    ['the first time shown twice', 'Europe/Berlin', '2026-10-25', '02:00', '2026-10-25T02:00+02:00'],
    ['the first time shown once again', 'Europe/Berlin', '2026-10-25', '03:00', '2026-10-25T03:00+01:00'],
    ['a skipped time', 'Europe/Berlin', '2026-03-29', '02:59', '2026-03-29T03:00+02:00'],
    ['the first skipped time', 'Europe/Berlin', '2026-03-29', '02:00', '2026-03-29T03:00+02:00'],
    ['a skipped midnight', 'America/Sao_Paulo', '2018-11-04', '00:00', '2018-11-04T01:00-02:00'],
    ['a time of a skipped day', 'Pacific/Apia', '2011-12-30', '15:00', '2011-12-31T00:00+14:00'],
    [
      'a midnight shown twice, a minute before the clock goes back',
      'America/St_Johns',
      '2006-10-29',
      '00:00',
      '2006-10-29T00:00-02:30',
    ],
    ['a time of the evening shown twice', 'America/St_Johns', '2006-10-28', '23:30', '2006-10-28T23:30-02:30'],
  ])('%s', (_, zone, date, time, moment) => {
    expect(reached(zone, date, time)).toBe(Date.parse(moment));
  });
});

describe('dayReached', () => {
  test.each([
    ['just before midnight', 'Europe/Berlin', '2026-11-23T23:59:59.999+01:00', '2026-11-23'],
    ['at midnight', 'Europe/Berlin', '2026-11-24T00:00+01:00', '2026-11-24'],
    ['while UTC is a day behind', 'Pacific/Kiritimati', '2026-11-24T08:00+14:00', '2026-11-24'],
    ['while UTC is a day ahead', 'Pacific/Honolulu', '2026-11-23T20:00-10:00', '2026-11-23'],
    ['just before a skipped day', 'Pacific/Apia', '2011-12-29T23:59-10:00', '2011-12-29'],
    ['just after a skipped day', 'Pacific/Apia', '2011-12-31T00:00+14:00', '2011-12-31'],
    ['just before the clock goes back over midnight', 'America/St_Johns', '2006-10-29T00:00:59-02:30', '2006-10-29'],
    ['after the clock went back over midnight', 'America/St_Johns', '2006-10-28T23:30-03:30', '2006-10-29'],
  ])('%s', (_, zone, moment, date) => {
    expect(formatDate(localDayAt(zone, Date.parse(moment)))).toBe(date);
  });
});

test('earlier calls do not affect results', () => {
  // 30 days before this moment is in the middle of the hour that the clock in Rome shows twice.
  localDayAt('Europe/Rome', Date.parse('2026-10-25T02:35+01:00') + 30 * DAY);
  expect(reached('Europe/Rome', '2026-10-25', '02:45')).toBe(Date.parse('2026-10-25T02:45+02:00'));
  expect(formatDate(localDayAt('Europe/Rome', Date.parse('2019-06-30T23:59+02:00')))).toBe('2019-06-30');
  expect(reached('Europe/Rome', '2026-03-29', '02:30')).toBe(Date.parse('2026-03-29T03:00+02:00'));
  expect(reached('Europe/Rome', '2026-10-25', '02:45')).toBe(Date.parse('2026-10-25T02:45+02:00'));
});

test('returns days of the week, also before 1970', () => {
  expect(['2026-11-23', '2026-11-29', '1970-01-01', '1969-12-28'].map((date) => weekdayOf(dayOf(date)))).toEqual([
    0, 6, 3, 6,
  ]);
});

test('rejects an unknown zone', () => {
  expect(() => localDayAt('Europe/Nowhere', 0)).toThrow(RangeError);
  expect(() => localTimeToMoment('Europe/Nowhere', 0, 0)).toThrow(RangeError);
});
