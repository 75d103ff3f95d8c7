import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { Calendar } from '../../../shared/domain/business-hours/calendar.ts';
import { isOpen, nextOpening } from '../../../shared/domain/business-hours/working-time.ts';
import { instantOf, secondsBetween } from '../../../shared/domain/instant.ts';
import type { ClosedPolicy } from '../../../shared/domain/plan/rule.ts';
import { findLongestWait } from '../../../shared/domain/plan-check/longest-wait.ts';
import { aPlan, aTeam } from '../../support/builders/plan.ts';
import { calendarOf } from '../business-hours/schedules.ts';

const HOUR = 3600;
const ZONE = 'Europe/Berlin';
const OFFICE = calendarOf({ 'mon-thu': ['09:00-12:00', '13:00-18:00'], fri: ['09:00-16:00'] });
const planWith = (own: Calendar, other: Calendar) =>
  aPlan({
    calendars: { own, other },
    teams: { sdr: aTeam({ hours: 'own' }), duty: aTeam({ id: 'duty', hours: 'other' }) },
  });
const HOLD: ClosedPolicy = { kind: 'hold' };
const wake = (withinSeconds: number): ClosedPolicy => ({ kind: 'wake', teams: ['duty'], withinSeconds });
const longest = (during: Calendar, closed: ClosedPolicy = HOLD, own = OFFICE, other = OFFICE) =>
  findLongestWait({ team: 'sdr', closed }, { during: during.week, zone: ZONE }, planWith(own, other));

describe('the longest wait for a team', () => {
  it('begins when the team closes, or when leads begin to come', () => {
    // 16:00 on a Friday in Berlin, in winter.
    expect(longest(calendarOf({ 'mon-sun': ['00:00-24:00'] }))).toEqual({
      team: 'sdr',
      at: '2027-01-15T15:00:00.000Z',
      seconds: 65 * HOUR,
    });
    expect(longest(calendarOf({ sun: ['20:00-22:00'] }))).toMatchObject({ seconds: 13 * HOUR });
    expect(longest(calendarOf({ mon: ['10:00-14:00'] }))).toMatchObject({ seconds: HOUR });
  });

  it('is as long as nobody is woken, where another team is woken at once', () => {
    const always = calendarOf({ 'mon-sun': ['00:00-24:00'] });
    const evening = calendarOf({ mon: ['10:00-20:00'] });
    // From 12:45 on nobody is woken any more.
    expect(longest(evening, wake(900), OFFICE, always)).toMatchObject({ seconds: 900 });
    expect(longest(evening, wake(2 * HOUR), OFFICE, always)).toMatchObject({ seconds: HOUR });
  });

  it('does not end for a team that never opens', () => {
    const found = longest(calendarOf({ mon: ['10:00-14:00'] }), HOLD, calendarOf({}), calendarOf({}));
    expect(found).toMatchObject({ team: 'sdr' });
    expect(found).not.toHaveProperty('seconds');
  });

  const minutes = fc.integer({ min: 0, max: 48 }).map((half) => half * 30);
  const clock = (minute: number) =>
    `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
  const day = fc
    .tuple(minutes, minutes)
    .filter(([a, b]) => a !== b)
    .map(([a, b]) => [`${clock(Math.min(a, b))}-${clock(Math.max(a, b))}`]);
  const week = fc.record({ mon: day, wed: day, fri: day, sun: day }).map((hours) => calendarOf(hours));

  test('is never shorter than the wait of a lead that comes at any half hour of the week', () => {
    fc.assert(
      fc.property(
        week,
        week,
        week,
        fc.constantFrom(HOLD, wake(HOUR), wake(24 * HOUR)),
        (during, own, other, closed) => {
          const found = findLongestWait(
            { team: 'sdr', closed },
            { during: during.week, zone: ZONE },
            planWith(own, other),
          );
          const at = (calendar: Calendar) => ({ calendar, zone: ZONE, holidays: [], leaves: [] });
          const waits = Array.from({ length: 7 * 48 }, (_, index) =>
            instantOf(Date.UTC(2027, 0, 11) + index * 1_800_000),
          )
            .filter((moment) => isOpen(at(during), moment))
            .map((moment) => {
              const until = (calendar: Calendar) => secondsBetween(moment, nextOpening(at(calendar), moment) ?? '');
              const waitsForOwn = until(own);
              const isSoon = closed.kind !== 'wake' || waitsForOwn <= closed.withinSeconds;
              return isSoon ? waitsForOwn : Math.min(waitsForOwn, until(other));
            });
          expect(found?.seconds).toBe(Math.max(...waits));
        },
      ),
    );
  });
});
