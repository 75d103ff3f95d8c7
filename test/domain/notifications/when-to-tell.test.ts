import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OpeningHours, WorkSchedule } from '../../../shared/domain/business-hours/calendar.ts';
import { isOpen } from '../../../shared/domain/business-hours/working-time.ts';
import { addSeconds, instantOf } from '../../../shared/domain/instant.ts';
import { OCCASIONS, type Occasion } from '../../../shared/domain/notifications/notice.ts';
import { MAX_HELD_DAYS, whenToTell } from '../../../shared/domain/notifications/when-to-tell.ts';

const URGENT: readonly Occasion[] = ['assigned', 'warned', 'escalated', 'not_reached', 'forgotten', 'do_not_contact'];
const OFFICE: readonly OpeningHours[] = [{ start: '09:00', end: '17:00' }];
const WEEK = { mon: OFFICE, tue: OFFICE, wed: OFFICE, thu: OFFICE, fri: OFFICE, sat: [], sun: [] };
const SCHEDULE: WorkSchedule = {
  calendar: { week: WEEK, closed: [] },
  zone: 'Europe/Berlin',
  holidays: ['2026-11-25'],
  leaves: [],
};
/** Monday 20:00 in Berlin. */
const EVENING = '2026-11-23T19:00:00.000Z';
const NOON = '2026-11-23T11:00:00.000Z';

const tell = (occasion: Occasion, reach: object | undefined, now: string, schedule: WorkSchedule = SCHEDULE) =>
  whenToTell(occasion, { reach, schedule }, now);

describe('what is not urgent', () => {
  it('is told at once to whoever prefers nothing', () => {
    expect(tell('quiet', undefined, EVENING)).toBeUndefined();
    expect(tell('quiet', { order: ['email'] }, EVENING)).toBeUndefined();
  });

  it('waits in quiet hours until the person works again', () => {
    expect(tell('quiet', { quiet: true }, EVENING)).toBe('2026-11-24T08:00:00.000Z');
    expect(tell('quiet', { quiet: true }, NOON)).toBeUndefined();
  });

  it('waits over a holiday and a weekend', () => {
    expect(tell('queued', { quiet: true }, '2026-11-24T20:00:00.000Z')).toBe('2026-11-26T08:00:00.000Z');
    expect(tell('queued', { quiet: true }, '2026-11-27T20:00:00.000Z')).toBe('2026-11-30T08:00:00.000Z');
  });

  it("waits for the digest, at its time of the person's zone on the next work day", () => {
    expect(tell('returned', { digest: '08:30' }, NOON)).toBe('2026-11-24T07:30:00.000Z');
    expect(tell('returned', { digest: '08:30' }, '2026-11-24T07:29:00.000Z')).toBe('2026-11-24T07:30:00.000Z');
    expect(tell('returned', { digest: '08:30' }, '2026-11-24T07:30:00.000Z')).toBe('2026-11-26T07:30:00.000Z');
    expect(tell('returned', { digest: '08:30', quiet: true }, NOON)).toBe('2026-11-24T07:30:00.000Z');
  });

  it('waits a week at most, for somebody who is away for long', () => {
    const leaves = [{ from: '2026-11-01T00:00:00.000Z', until: '2027-02-01T00:00:00.000Z' }];
    for (const reach of [{ quiet: true }, { digest: '08:30' }])
      expect(tell('quiet', reach, EVENING, { ...SCHEDULE, leaves })).toBe('2026-11-30T19:00:00.000Z');
  });
});

const anOpening = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 1, max: 24 }))
  .filter(([start, end]) => start < end)
  .map(([start, end]) => ({
    start: `${String(start).padStart(2, '0')}:00`,
    end: `${String(end).padStart(2, '0')}:00`,
  }));
const aDay = fc.array(anOpening, { maxLength: 2 });
const aSchedule: fc.Arbitrary<WorkSchedule> = fc.record({
  calendar: fc.record({
    week: fc.record({ mon: aDay, tue: aDay, wed: aDay, thu: aDay, fri: aDay, sat: aDay, sun: aDay }),
    closed: fc.constant([]),
  }),
  zone: fc.constantFrom('Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Pacific/Apia', 'UTC'),
  holidays: fc.constant([]),
  leaves: fc.constant([]),
});
const aReach = fc.record(
  {
    quiet: fc.boolean(),
    digest: fc
      .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
      .map((time) => time.map((part) => String(part).padStart(2, '0')).join(':')),
  },
  { requiredKeys: [] },
);
const aMoment = fc
  .integer({ min: Date.parse('2026-01-01T00:00:00Z'), max: Date.parse('2027-12-31T00:00:00Z') })
  .map(instantOf);

describe('whatever a person prefers', () => {
  it('nothing urgent is held', () => {
    fc.assert(
      fc.property(fc.constantFrom(...URGENT), aReach, aSchedule, aMoment, (occasion, reach, schedule, now) => {
        expect(whenToTell(occasion, { reach, schedule }, now)).toBeUndefined();
      }),
    );
  });

  it('nothing is held for longer than a week, nor told in the past', () => {
    fc.assert(
      fc.property(fc.constantFrom(...OCCASIONS), aReach, aSchedule, aMoment, (occasion, reach, schedule, now) => {
        const at = whenToTell(occasion, { reach, schedule }, now);
        if (at === undefined) return;
        expect(at > now).toBe(true);
        expect(at <= addSeconds(now, MAX_HELD_DAYS * 24 * 3600)).toBe(true);
      }),
    );
  });

  it('quiet hours end when the person works, or after a week', () => {
    fc.assert(
      fc.property(aSchedule, aMoment, (schedule, now) => {
        const at = whenToTell('quiet', { reach: { quiet: true }, schedule }, now);
        const latest = addSeconds(now, MAX_HELD_DAYS * 24 * 3600);
        if (at === undefined) expect(isOpen(schedule, now)).toBe(true);
        else expect(at === latest || isOpen(schedule, at)).toBe(true);
      }),
    );
  });
});
