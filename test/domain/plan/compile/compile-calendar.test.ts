import { describe, expect, it } from 'vitest';
import { edited, problemsOf } from '../plan-text.ts';

const SLIPS: readonly (readonly [hours: string, path: string, says: string])[] = [
  ['{mon-fri: []}', 'calendars.office', 'at least one opening a week'],
  ['{closed: [2026-12-24]}', 'calendars.office', 'at least one opening a week'],
  ['{monday: ["09:00-17:00"]}', 'calendars.office.monday', 'expected a day or a range of days'],
  ['{mon-fri: ["09:00-17:00"], fri: ["09:00-12:00"]}', 'calendars.office.fri', 'the hours of fri are defined twice'],
  ['{mon: ["9-17"]}', 'calendars.office.mon[0]', 'expected opening hours such as "09:00-12:30"'],
  ['{mon: ["09:00-25:00"]}', 'calendars.office.mon[0]', 'expected times from 00:00 to 24:00'],
  ['{mon: ["22:00-06:00"]}', 'calendars.office.mon[0]', 'put hours past midnight on the next day'],
  ['{mon: ["09:00-09:00"]}', 'calendars.office.mon[0]', 'expected the start before the end'],
  ['{mon: ["09:00-13:00", "12:00-18:00"]}', 'calendars.office.mon', 'overlap'],
  ['{mon: "09:00-17:00"}', 'calendars.office.mon', 'expected a list of opening hours'],
  ['{mon: ["09:00-17:00"], closed: [2026-02-30]}', 'calendars.office.closed[0]', 'expected valid dates'],
  [
    '{mon: ["09:00-17:00"], closed: [2027-01-01/2026-12-24]}',
    'calendars.office.closed[0]',
    'the first date to be before the last',
  ],
  ['{mon: ["09:00-17:00"], closed: [christmas]}', 'calendars.office.closed[0]', 'expected a date such as'],
];

describe('the problems of a calendar', () => {
  it.each(SLIPS)('%s', (hours, path, says) => {
    expect(problemsOf(edited('{mon-fri: ["09:00-17:00"]}', hours))).toContainEqual(
      expect.objectContaining({ path, message: expect.stringContaining(says) }),
    );
  });
});
