import { describe, expect, it } from 'vitest';
import type { WorkSchedule } from '../../../shared/domain/business-hours/calendar.ts';
import { addWorkingDays, addWorkingTime } from '../../../shared/domain/business-hours/working-days.ts';

const SPLIT = [
  { start: '09:00', end: '12:30' },
  { start: '13:30', end: '18:00' },
];
const OFFICE: WorkSchedule = {
  calendar: {
    week: { mon: SPLIT, tue: SPLIT, wed: SPLIT, thu: SPLIT, fri: [{ start: '09:00', end: '16:00' }], sat: [], sun: [] },
    closed: [],
  },
  zone: 'Europe/Berlin',
  holidays: [],
  leaves: [],
};
const due = (from: string, days: number, changes: Partial<WorkSchedule> = {}) =>
  addWorkingDays({ ...OFFICE, ...changes }, `${from}.000Z`, days)?.replace('.000Z', '');

describe('addWorkingDays', () => {
  it('ends at the same time of a later working day', () => {
    // 10:00 on a Wednesday in Berlin; five working days later it is the Wednesday after.
    expect(due('2026-11-25T09:00:00', 5)).toBe('2026-12-02T09:00:00');
    expect(due('2026-11-25T13:00:00', 1)).toBe('2026-11-26T13:00:00');
  });

  it('counts a moment off work as the next opening', () => {
    expect(due('2026-11-28T11:00:00', 1)).toBe('2026-12-01T08:00:00');
    expect(due('2026-11-25T19:00:00', 1)).toBe('2026-11-27T08:00:00');
  });

  it('ends at the latest when a shorter day ends', () => {
    // Thursday 17:30 is 7.5 hours into the day, and a Friday has seven.
    expect(due('2026-11-26T16:30:00', 1)).toBe('2026-11-27T15:00:00');
  });

  it('passes over holidays, closed dates and days of leave, and counts a day with half a leave', () => {
    expect(due('2026-11-25T09:00:00', 1, { holidays: ['2026-11-26'] })).toBe('2026-11-27T09:00:00');
    const closed = [{ from: '2026-11-26', to: '2026-11-30' }];
    expect(due('2026-11-25T09:00:00', 1, { calendar: { ...OFFICE.calendar, closed } })).toBe('2026-12-01T09:00:00');
    const leave = (until: string) => ({ leaves: [{ from: '2026-11-26T00:00:00.000Z', until }] });
    expect(due('2026-11-25T09:00:00', 1, leave('2026-11-26T23:00:00.000Z'))).toBe('2026-11-27T09:00:00');
    expect(due('2026-11-25T09:00:00', 1, leave('2026-11-26T12:00:00.000Z'))?.slice(0, 10)).toBe('2026-11-26');
  });

  it('keeps the time of the clock when the clock is changed', () => {
    // The clock is set back on Sunday, 25 October 2026: 10:00 is 08:00 UTC before, 09:00 UTC after.
    expect(due('2026-10-23T08:00:00', 1)).toBe('2026-10-26T09:00:00');
    expect(due('2026-03-27T09:00:00', 1)).toBe('2026-03-30T08:00:00');
  });

  it('knows no date for somebody who works on fewer days', () => {
    const never = { calendar: { ...OFFICE.calendar, closed: [{ from: '2026-01-01', to: '2036-01-01' }] } };
    expect(due('2026-11-25T09:00:00', 1, never)).toBeUndefined();
    expect(due('2026-11-25T09:00:00', 700)).toBeUndefined();
  });

  it.each([0, -1, 1.5, Number.NaN])('takes no %s days', (days) => {
    expect(() => due('2026-11-25T09:00:00', days)).toThrow(RangeError);
  });
});

describe('addWorkingTime', () => {
  const from = '2026-11-25T09:00:00.000Z';

  it('adds seconds of working time, or working days', () => {
    expect(addWorkingTime(OFFICE, from, { seconds: 3600 })).toBe('2026-11-25T10:00:00.000Z');
    expect(addWorkingTime(OFFICE, from, { seconds: 86_400, days: 1 })).toBe('2026-11-26T09:00:00.000Z');
  });

  it('adds elapsed time for somebody who never works', () => {
    const closed = [{ from: '2026-01-01', to: '2036-01-01' }];
    const never = { ...OFFICE, calendar: { ...OFFICE.calendar, closed } };
    expect(addWorkingTime(never, from, { seconds: 3600 })).toBe('2026-11-25T10:00:00.000Z');
    expect(addWorkingTime(never, from, { seconds: 86_400, days: 1 })).toBe('2026-11-26T09:00:00.000Z');
  });
});
