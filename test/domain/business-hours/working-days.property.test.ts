import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { WorkSchedule } from '../../../shared/domain/business-hours/calendar.ts';
import { localDateOf } from '../../../shared/domain/business-hours/local-day.ts';
import { addWorkingDays } from '../../../shared/domain/business-hours/working-days.ts';
import { addWorkingSeconds, isOpen, nextOpening } from '../../../shared/domain/business-hours/working-time.ts';
import { instantOf, millisecondsOf } from '../../../shared/domain/instant.ts';
import { OFFICE, SPLIT, scheduleOf } from './schedules.ts';

const HOUR = 3_600_000;
const MINUTE = 60_000;
/** A week before each change of a clock, so that most spans cross it. */
const STARTS = ['2026-03-22', '2026-10-18', '2026-03-05', '2026-10-29', '2026-12-21'].map((day) => Date.parse(day));
const ZONES = ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata'];

const momentArbitrary = fc
  .tuple(fc.constantFrom(...STARTS), fc.integer({ min: 0, max: 14 * 24 * 60 }))
  .map(([start, minutes]) => instantOf(start + minutes * MINUTE));
const daysArbitrary = fc.integer({ min: 1, max: 12 });
const leavesArbitrary = fc.array(
  fc
    .tuple(momentArbitrary, fc.integer({ min: 1, max: 80 }))
    .map(([from, hours]) => ({ from, until: instantOf(millisecondsOf(from) + hours * HOUR) })),
  { maxLength: 3 },
);
const holidaysArbitrary = fc.array(
  momentArbitrary.map((at) => at.slice(0, 10)),
  { maxLength: 4 },
);
const scheduleArbitrary: fc.Arbitrary<WorkSchedule> = fc
  .tuple(fc.constantFrom(...ZONES), fc.constantFrom(OFFICE, SPLIT), leavesArbitrary, holidaysArbitrary)
  .map(([zone, hours, leaves, holidays]) => scheduleOf(zone, hours, { leaves, holidays }));

describe('working days', () => {
  test('are days with working time: one more of them begins with each day added', () => {
    fc.assert(
      fc.property(scheduleArbitrary, momentArbitrary, daysArbitrary, (schedule, from, days) => {
        const due = addWorkingDays(schedule, from, days) ?? '';
        const seen = new Set<string>();
        for (let at = nextOpening(schedule, from); at !== undefined && at <= due; ) {
          seen.add(localDateOf(schedule.zone, at));
          at = nextOpening(schedule, instantOf(millisecondsOf(at) + 10 * MINUTE));
        }
        expect(seen.size).toBe(days + 1);
      }),
    );
  });

  test('never end earlier for a later start', () => {
    fc.assert(
      fc.property(scheduleArbitrary, momentArbitrary, momentArbitrary, daysArbitrary, (schedule, a, b, days) => {
        const [first, later] = [a, b].toSorted();
        const [before, after] = [first, later].map((at) => addWorkingDays(schedule, at ?? a, days) ?? '');
        expect((before ?? '') <= (after ?? '')).toBe(true);
      }),
    );
  });

  test('are as long as their working time where all days are equally long, whatever the clock does', () => {
    fc.assert(
      fc.property(fc.constantFrom(...ZONES), momentArbitrary, daysArbitrary, (zone, moment, days) => {
        const schedule = scheduleOf(zone, OFFICE);
        fc.pre(isOpen(schedule, moment) && isOpen(schedule, instantOf(millisecondsOf(moment) - 1)));
        expect(addWorkingDays(schedule, moment, days)).toBe(addWorkingSeconds(schedule, moment, days * 8 * 3600));
      }),
    );
  });
});
