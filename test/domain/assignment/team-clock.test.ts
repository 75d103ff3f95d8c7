import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TeamClock } from '../../../shared/domain/assignment/team-clock.ts';
import { localDateOf } from '../../../shared/domain/business-hours/local-day.ts';
import { isOpen, nextOpening } from '../../../shared/domain/business-hours/working-time.ts';
import { instantOf } from '../../../shared/domain/instant.ts';
import { MONDAY } from '../../support/builders/moment.ts';
import { aCalendar } from '../../support/builders/plan.ts';

const CALENDARS = [aCalendar('08:00', '17:00'), aCalendar('14:00', '22:00')];
const ZONES = ['Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Pacific/Auckland'];
const HOLIDAYS = [[], ['2026-11-23'], ['2026-11-24'], ['2026-11-23', '2026-11-24']];

describe('the clock of a team', () => {
  it('shows for every schedule, in any order, what reading it alone shows', () => {
    const schedule = fc.record({
      calendar: fc.constantFrom(...CALENDARS),
      zone: fc.constantFrom(...ZONES),
      holidays: fc.constantFrom(...HOLIDAYS).map((dates) => [...dates]),
      leaves: fc.constantFrom([], [{ from: '2026-11-23T00:00:00.000Z', until: '2026-11-30T00:00:00.000Z' }]),
    });
    const hour = fc.integer({ min: 0, max: 100 });
    fc.assert(
      fc.property(fc.array(schedule, { maxLength: 20 }), hour, (schedules, hours) => {
        const now = instantOf(Date.parse(MONDAY) + hours * 3_600_000);
        const clock = new TeamClock(now);
        for (const one of schedules) {
          expect(clock.isOpen(one)).toBe(isOpen({ ...one, leaves: [] }, now));
          expect(clock.nextOpening(one)).toBe(nextOpening(one, now));
          expect(clock.dateIn(one.zone)).toBe(localDateOf(one.zone, now));
        }
      }),
    );
  });
});
