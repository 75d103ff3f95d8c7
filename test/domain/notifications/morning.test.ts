import { describe, expect, it } from 'vitest';
import type { OpeningHours, WorkSchedule } from '../../../shared/domain/business-hours/calendar.ts';
import { morningOf } from '../../../shared/domain/notifications/morning.ts';

const OFFICE: readonly OpeningHours[] = [
  { start: '13:00', end: '17:00' },
  { start: '09:00', end: '12:00' },
];
const ALL_DAY: readonly OpeningHours[] = [{ start: '00:00', end: '24:00' }];
const WEEK = { mon: OFFICE, tue: OFFICE, wed: OFFICE, thu: OFFICE, fri: OFFICE, sat: [], sun: [] };
const SCHEDULE: WorkSchedule = {
  calendar: { week: WEEK, closed: [] },
  zone: 'Europe/Berlin',
  holidays: ['2026-11-25'],
  leaves: [],
};
const NIGHT_DESK = { ...WEEK, mon: ALL_DAY };

/** The day that has begun at a time of UTC on a day of November 2026; Berlin is an hour ahead. */
function dayAt(day: number, time: string, options: Partial<WorkSchedule> & { readonly prefers?: string } = {}) {
  const { prefers, ...schedule } = options;
  return morningOf({ ...SCHEDULE, ...schedule }, prefers, `2026-11-${day}T${time}:00.000Z`);
}

describe('a morning', () => {
  it('begins when the hours open, and lasts until the day is over', () => {
    expect(dayAt(24, '07:59')).toBeUndefined();
    expect(dayAt(24, '08:00')?.day).toBe('2026-11-24');
    expect(dayAt(24, '22:59')).toMatchObject({ day: '2026-11-24', endsAt: '2026-11-24T23:00:00.000Z' });
    expect(dayAt(24, '23:00')).toBeUndefined();
  });

  it('begins at the preferred time on work days', () => {
    expect(dayAt(24, '06:29', { prefers: '07:30' })).toBeUndefined();
    expect(dayAt(24, '06:30', { prefers: '07:30' })?.day).toBe('2026-11-24');
    expect(dayAt(24, '08:30', { prefers: '10:00' })).toBeUndefined();
    expect(dayAt(28, '12:00', { prefers: '07:30' })).toBeUndefined();
  });

  it('does not begin before seven, unless preferred, even where somebody works at night', () => {
    const night = { calendar: { week: NIGHT_DESK, closed: [] } };
    expect(dayAt(23, '05:59', night)).toBeUndefined();
    expect(dayAt(23, '06:00', night)?.day).toBe('2026-11-23');
    expect(dayAt(23, '04:00', { ...night, prefers: '05:00' })?.day).toBe('2026-11-23');
  });

  it('does not begin on days off, holidays and leaves', () => {
    expect(dayAt(28, '12:00')).toBeUndefined();
    expect(dayAt(25, '12:00')).toBeUndefined();
    const leaves = [{ from: '2026-11-24T00:00:00.000Z', until: '2026-11-24T09:00:00.000Z' }];
    expect(dayAt(24, '12:00', { leaves })).toBeUndefined();
    expect(dayAt(26, '12:00', { leaves })?.day).toBe('2026-11-26');
  });

  it('looks back to the last work day: over weekends and holidays', () => {
    expect(dayAt(24, '12:00')?.since).toEqual({ from: '2026-11-23', to: '2026-11-23' });
    expect(dayAt(23, '12:00')?.since).toEqual({ from: '2026-11-20', to: '2026-11-22' });
    expect(dayAt(26, '12:00')?.since).toEqual({ from: '2026-11-24', to: '2026-11-25' });
  });

  it('looks back to yesterday where nobody worked for a week', () => {
    const week = { ...WEEK, mon: [], tue: [], wed: [], fri: [] };
    const closed = [{ from: '2026-11-19', to: '2026-11-19' }];
    expect(dayAt(26, '12:00', { calendar: { week, closed } })?.since).toEqual({ from: '2026-11-25', to: '2026-11-25' });
  });

  it.each([23, 27])('knows the last two whole weeks, Monday to Sunday, on the %ith', (day) => {
    expect(dayAt(day, '12:00')).toMatchObject({
      lastWeek: { from: '2026-11-16', to: '2026-11-22' },
      weekBefore: { from: '2026-11-09', to: '2026-11-15' },
    });
  });
});
