import { describe, expect, test } from 'vitest';
import {
  addWorkingSeconds,
  hasOpenings,
  isOpen,
  nextChange,
  nextOpening,
  workingSecondsBetween,
} from '../../../shared/domain/business-hours/working-time.ts';
import { ALWAYS, calendarOf, instantAt, NEVER, OFFICE, SPLIT, scheduleOf } from './schedules.ts';
import { caseOf, VECTORS } from './vectors.ts';

const berlin = scheduleOf('Europe/Berlin', OFFICE);
const HOUR = 3600;

describe('the published table', () => {
  test.each(VECTORS)('$what: due time', (vector) => {
    const { schedule, from, seconds, due } = caseOf(vector);
    expect(addWorkingSeconds(schedule, from, seconds)).toBe(due);
  });

  test.each(VECTORS)('$what: working seconds', (vector) => {
    const { schedule, from, seconds, due } = caseOf(vector);
    expect(workingSecondsBetween(schedule, from, due)).toBe(seconds);
  });
});

describe('isOpen', () => {
  test.each([
    ['just before the opening', '2026-11-23T08:59:59.999+01:00', false],
    ['at the opening', '2026-11-23T09:00+01:00', true],
    ['just before closing', '2026-11-23T16:59:59.999+01:00', true],
    ['at closing', '2026-11-23T17:00+01:00', false],
    ['on Saturday', '2026-11-21T10:00+01:00', false],
  ])('%s', (_, at, open) => {
    expect(isOpen(berlin, instantAt(at))).toBe(open);
  });

  test('uses the weekday in the zone, not in UTC', () => {
    const mondayInAuckland = instantAt('2026-11-22T21:00Z');
    expect(isOpen(scheduleOf('Pacific/Auckland', OFFICE), mondayInAuckland)).toBe(true);
    expect(isOpen(scheduleOf('UTC', ALWAYS, { holidays: ['2026-11-23'] }), mondayInAuckland)).toBe(true);
    expect(isOpen(scheduleOf('Pacific/Auckland', ALWAYS, { holidays: ['2026-11-23'] }), mondayInAuckland)).toBe(false);
  });

  test('is closed on the first and last day of a closed range and open around it', () => {
    const closed = [{ from: '2026-11-24', to: '2026-11-25' }];
    const schedule = { ...berlin, calendar: calendarOf(OFFICE, closed) };
    const days = ['23', '24', '25', '26'].map((day) => isOpen(schedule, instantAt(`2026-11-${day}T10:00+01:00`)));
    expect(days).toEqual([true, false, false, true]);
  });

  test('is closed from the start of a leave until just before its end', () => {
    const leave = { from: instantAt('2026-11-24T10:00+01:00'), until: instantAt('2026-11-24T12:00+01:00') };
    const schedule = { ...berlin, leaves: [leave] };
    const moments = ['09:59:59.999', '10:00', '11:59:59.999', '12:00'];
    const open = moments.map((time) => isOpen(schedule, instantAt(`2026-11-24T${time}+01:00`)));
    expect(open).toEqual([true, false, false, true]);
  });

  test('stays closed when the clock is set back into an opening that has ended', () => {
    const night = scheduleOf('Europe/Berlin', { sun: ['01:00-02:30'] });
    expect(isOpen(night, instantAt('2026-10-25T02:15+02:00'))).toBe(true);
    expect(isOpen(night, instantAt('2026-10-25T02:45+02:00'))).toBe(false);
    expect(isOpen(night, instantAt('2026-10-25T02:15+01:00'))).toBe(false);
  });

  test('throws for an unknown zone', () => {
    expect(() => isOpen(scheduleOf('Europe/Nowhere', OFFICE), instantAt('2026-11-23T10:00Z'))).toThrow(RangeError);
  });
});

describe('nextOpening', () => {
  test('is the moment itself when open, else the next opening', () => {
    const tuesday = instantAt('2026-11-24T10:15+01:00');
    expect(nextOpening(berlin, tuesday)).toBe(tuesday);
    expect(nextOpening(berlin, instantAt('2026-11-20T17:00+01:00'))).toBe(instantAt('2026-11-23T09:00+01:00'));
  });

  test('is the end of a leave that ends during opening hours', () => {
    const leave = { from: instantAt('2026-11-23T08:00+01:00'), until: instantAt('2026-11-25T11:00+01:00') };
    expect(nextOpening({ ...berlin, leaves: [leave] }, leave.from)).toBe(leave.until);
  });

  test('is undefined when there is none within 370 days', () => {
    const from = instantAt('2026-11-23T10:00Z');
    const afterLeave = (until: string) =>
      nextOpening(scheduleOf('UTC', ALWAYS, { leaves: [{ from, until: instantAt(until) }] }), from);
    expect(nextOpening(scheduleOf('Europe/Berlin', NEVER), from)).toBeUndefined();
    expect(afterLeave('2027-11-27T23:00Z')).toBe(instantAt('2027-11-27T23:00Z'));
    expect(afterLeave('2027-11-28T00:00Z')).toBeUndefined();
  });
});

describe('nextChange', () => {
  test.each([
    ['before opening', '2026-11-24T07:00+01:00', '2026-11-24T09:00+01:00'],
    ['at the opening', '2026-11-24T09:00+01:00', '2026-11-24T12:30+01:00'],
    ['at the start of lunch', '2026-11-24T12:30+01:00', '2026-11-24T13:30+01:00'],
    ['in the afternoon', '2026-11-24T15:00+01:00', '2026-11-24T18:00+01:00'],
    ['on Friday evening', '2026-11-27T20:00+01:00', '2026-11-30T09:00+01:00'],
  ])('%s', (_, at, change) => {
    expect(nextChange(scheduleOf('Europe/Berlin', SPLIT), instantAt(at))).toBe(instantAt(change));
  });

  test('joins adjacent openings, also at midnight', () => {
    const night = scheduleOf('Europe/Berlin', {
      'mon-fri': ['20:00-22:00', '22:00-24:00'],
      'tue-sat': ['00:00-06:00', '20:00-24:00'],
    });
    expect(nextChange(night, instantAt('2026-11-24T21:00+01:00'))).toBe(instantAt('2026-11-25T06:00+01:00'));
  });

  test('is the start of a leave, then its end', () => {
    const leave = { from: instantAt('2026-11-24T10:00+01:00'), until: instantAt('2026-11-24T12:00+01:00') };
    const schedule = { ...berlin, leaves: [leave] };
    expect(nextChange(schedule, instantAt('2026-11-24T09:30+01:00'))).toBe(leave.from);
    expect(nextChange(schedule, leave.from)).toBe(leave.until);
  });

  test('is undefined for a schedule that never closes or never opens', () => {
    const at = instantAt('2026-11-24T10:00Z');
    expect(nextChange(scheduleOf('Europe/Berlin', ALWAYS), at)).toBeUndefined();
    expect(nextChange(scheduleOf('Europe/Berlin', NEVER), at)).toBeUndefined();
  });

  test('is closing time for somebody who does not come back', () => {
    const at = instantAt('2026-11-24T10:00+01:00');
    const away = { from: instantAt('2026-11-24T17:00+01:00'), until: instantAt('2029-01-01T00:00Z') };
    expect(nextChange({ ...berlin, leaves: [away] }, at)).toBe(away.from);
  });
});

describe('addWorkingSeconds', () => {
  test('is undefined when two years hold less working time', () => {
    const at = instantAt('2026-11-24T10:00Z');
    const anHourAWeek = scheduleOf('Europe/Berlin', { mon: ['09:00-10:00'] });
    expect(addWorkingSeconds(scheduleOf('Europe/Berlin', NEVER), at, 1)).toBeUndefined();
    expect(addWorkingSeconds(anHourAWeek, at, 104 * HOUR)).toBe(instantAt('2028-11-20T10:00+01:00'));
    expect(addWorkingSeconds(anHourAWeek, at, 106 * HOUR)).toBeUndefined();
    expect(addWorkingSeconds(berlin, at, Number.POSITIVE_INFINITY)).toBeUndefined();
  });

  test('is exact to the millisecond', () => {
    expect(addWorkingSeconds(berlin, '2026-11-20T15:59:59.250Z', 1.001)).toBe('2026-11-23T08:00:00.251Z');
    // In floating point, 2.007 * 1000 is slightly more than 2007. The excess must not push the result past the weekend.
    expect(addWorkingSeconds(berlin, '2026-11-20T15:59:57.993Z', 2.007)).toBe('2026-11-20T16:00:00.000Z');
  });

  test.each([-1, Number.NaN])('throws for %d seconds', (seconds) => {
    expect(() => addWorkingSeconds(berlin, '2026-11-20T16:00:00.000Z', seconds)).toThrow(RangeError);
  });
});

describe('workingSecondsBetween', () => {
  test('is negative backwards and 0 over a weekend', () => {
    const [friday, monday] = [instantAt('2026-11-20T16:00+01:00'), instantAt('2026-11-23T10:00+01:00')];
    expect(workingSecondsBetween(berlin, friday, monday)).toBe(2 * HOUR);
    expect(workingSecondsBetween(berlin, monday, friday)).toBe(-2 * HOUR);
    const [evening, morning] = [instantAt('2026-11-20T17:00+01:00'), instantAt('2026-11-23T09:00+01:00')];
    expect(workingSecondsBetween(berlin, evening, morning)).toBe(0);
    expect(workingSecondsBetween(berlin, morning, evening)).toBe(0);
    expect(workingSecondsBetween(berlin, friday, friday)).toBe(0);
  });

  test('subtracts overlapping leaves only once', () => {
    const leaves = [
      { from: instantAt('2026-11-24T11:00+01:00'), until: instantAt('2026-11-24T13:00+01:00') },
      { from: instantAt('2026-11-24T10:00+01:00'), until: instantAt('2026-11-24T12:00+01:00') },
      { from: instantAt('2026-11-24T10:30+01:00'), until: instantAt('2026-11-24T11:30+01:00') },
    ];
    const [from, to] = [instantAt('2026-11-24T00:00+01:00'), instantAt('2026-11-25T00:00+01:00')];
    expect(workingSecondsBetween({ ...berlin, leaves }, from, to)).toBe(5 * HOUR);
  });
});

describe('isWorkable', () => {
  test('requires one non-empty opening in the week', () => {
    expect(hasOpenings(calendarOf({ sun: ['00:00-24:00'] }))).toBe(true);
    expect(hasOpenings(calendarOf(NEVER))).toBe(false);
    expect(hasOpenings(calendarOf({ mon: ['09:00-09:00'] }))).toBe(false);
  });
});
