import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Calendar, OpeningHours, WorkSchedule } from '../../../shared/domain/business-hours/calendar.ts';
import {
  addWorkingSeconds,
  isOpen,
  nextChange,
  nextOpening,
  workingSecondsBetween,
} from '../../../shared/domain/business-hours/working-time.ts';
import type { Instant } from '../../../shared/domain/instant.ts';
import { openMinutes, type Window } from './minute-by-minute.ts';

/** Weeks with unusual clock changes, and one without. */
const WEEKS = [
  ['Europe/Berlin', '2026-03-26'],
  ['Europe/Berlin', '2026-10-22'],
  ['America/New_York', '2026-03-05'],
  ['America/New_York', '2026-10-29'],
  ['Australia/Lord_Howe', '2026-04-02'],
  ['Australia/Lord_Howe', '2026-10-01'],
  ['Asia/Kolkata', '2026-11-19'],
  // Skipped midnight; repeated midnight; set back from 00:01 to 23:01; a skipped day; a change of two hours.
  ['America/Sao_Paulo', '2018-11-01'],
  ['America/Havana', '2026-10-29'],
  ['America/St_Johns', '2006-10-26'],
  ['Pacific/Apia', '2011-12-28'],
  ['Antarctica/Troll', '2026-03-26'],
] as const;
const WEEK_MINUTES = 6 * 1440;

interface Case {
  readonly schedule: WorkSchedule;
  readonly window: Window;
}

const minuteArbitrary = fc.oneof(
  fc.integer({ min: 0, max: 1440 }),
  fc.constantFrom(0, 1, 60, 90, 119, 120, 121, 150, 180, 1380, 1381, 1410, 1439, 1440),
);
const openingArbitrary: fc.Arbitrary<OpeningHours> = fc
  .tuple(minuteArbitrary, minuteArbitrary)
  .map(([a, b]) => ({ start: timeOf(Math.min(a, b)), end: timeOf(Math.max(a, b)) }));
const dayArbitrary = fc.oneof(
  fc.array(openingArbitrary, { maxLength: 3 }),
  fc.constant<OpeningHours[]>([{ start: '00:00', end: '24:00' }]),
);
const weekArbitrary: fc.Arbitrary<Calendar['week']> = fc.record({
  mon: dayArbitrary,
  tue: dayArbitrary,
  wed: dayArbitrary,
  thu: dayArbitrary,
  fri: dayArbitrary,
  sat: dayArbitrary,
  sun: dayArbitrary,
});

const caseArbitrary: fc.Arbitrary<Case> = fc.constantFrom(...WEEKS).chain(([zone, firstDate]) => {
  const from = Date.parse(`${firstDate}T00:00Z`) / 60_000;
  const date = fc.integer({ min: -1, max: 7 }).map((day) => instantAt(from + day * 1440).slice(0, 10));
  const leave = fc
    .tuple(fc.integer({ min: -2000, max: WEEK_MINUTES }), fc.integer({ min: 1, max: 2000 }))
    .map(([start, length]) => ({ from: instantAt(from + start), until: instantAt(from + start + length) }));
  const schedule = fc.record({
    zone: fc.constant(zone),
    calendar: fc.record({
      week: weekArbitrary,
      closed: fc.array(
        fc.tuple(date, date).map(([a, b]) => (a < b ? { from: a, to: b } : { from: b, to: a })),
        { maxLength: 1 },
      ),
    }),
    holidays: fc.array(date, { maxLength: 2 }),
    leaves: fc.array(leave, { maxLength: 3 }),
  });
  return schedule.map((each) => ({ schedule: each, window: { from, until: from + WEEK_MINUTES } }));
});

/** Two moments of the week, earlier first, in whole minutes from its start. */
const pairArbitrary = fc
  .tuple(fc.integer({ min: 0, max: WEEK_MINUTES - 1 }), fc.integer({ min: 0, max: WEEK_MINUTES - 1 }))
  .map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);
const pairsArbitrary = fc.array(pairArbitrary, { minLength: 20, maxLength: 20 });

describe('working time, compared with a minute-by-minute reference', () => {
  test('is open in the same minutes, and opens and changes in the same minutes', () => {
    fc.assert(
      fc.property(caseArbitrary, pairsArbitrary, ({ schedule, window }, pairs) => {
        const open = openMinutes(schedule, window);
        const edges = open.flatMap((isNow, minute) => (minute > 0 && isNow !== open[minute - 1] ? [minute] : []));
        // The reference knows nothing beyond its window.
        const inWindow = (at: Instant | undefined) =>
          at === undefined || at >= instantAt(window.until) ? 'later' : at;
        const moment = (minute: number | undefined) =>
          minute === undefined || minute < 0 ? 'later' : instantAt(window.from + minute);

        const minutes = [...pairs.flat(), ...edges, ...edges.map((edge) => edge - 1)];
        const answers = minutes.map((minute) => {
          const at = instantAt(window.from + minute);
          return [at, isOpen(schedule, at), inWindow(nextOpening(schedule, at)), inWindow(nextChange(schedule, at))];
        });
        const wanted = minutes.map((minute) => [
          instantAt(window.from + minute),
          open[minute],
          moment(open.indexOf(true, minute)),
          moment(edges.find((edge) => edge > minute)),
        ]);
        expect(answers).toEqual(wanted);
      }),
      { numRuns: 60 },
    );
  });

  test('counts the same seconds, and ends at the same moment', () => {
    fc.assert(
      fc.property(caseArbitrary, pairsArbitrary, ({ schedule, window }, pairs) => {
        const worked = [0];
        for (const isOpenNow of openMinutes(schedule, window)) worked.push((worked.at(-1) ?? 0) + (isOpenNow ? 60 : 0));
        const wanted = pairs.map(([first, last]) => {
          const seconds = (worked[last] ?? 0) - (worked[first] ?? 0);
          const end = worked.findIndex((sum, minute) => minute >= first && sum - (worked[first] ?? 0) >= seconds);
          return { from: instantAt(window.from + first), seconds, due: instantAt(window.from + end) };
        });
        const answers = pairs.map(([first, last], index) => {
          const from = instantAt(window.from + first);
          const due = addWorkingSeconds(schedule, from, wanted[index]?.seconds ?? Number.NaN);
          return { from, seconds: workingSecondsBetween(schedule, from, instantAt(window.from + last)), due };
        });
        expect(answers).toEqual(wanted);
      }),
      { numRuns: 60 },
    );
  });
});

describe('working time', () => {
  const momentArbitrary = fc.integer({ min: 0, max: WEEK_MINUTES * 60_000 });
  const secondsArbitrary = fc.integer({ min: 1, max: 200_000_000 }).map((thousandths) => thousandths / 1000);

  test('counts back to the time that was added, and ends while open or exactly at closing', () => {
    fc.assert(
      fc.property(caseArbitrary, momentArbitrary, secondsArbitrary, ({ schedule, window }, offset, seconds) => {
        const from = instantAt(window.from, offset);
        const due = addWorkingSeconds(schedule, from, seconds);
        if (due === undefined) return;
        expect(workingSecondsBetween(schedule, from, due)).toBeCloseTo(seconds, 6);
        const justBefore = new Date(Date.parse(due) - 1).toISOString();
        expect(isOpen(schedule, justBefore)).toBe(true);
        if (!isOpen(schedule, due)) expect(nextChange(schedule, justBefore)).toBe(due);
      }),
    );
  });

  test('added in two steps equals adding at once', () => {
    fc.assert(
      fc.property(
        caseArbitrary,
        momentArbitrary,
        secondsArbitrary,
        secondsArbitrary,
        ({ schedule, window }, offset, a, b) => {
          const from = instantAt(window.from, offset);
          const half = addWorkingSeconds(schedule, from, a);
          const inSteps = half === undefined ? undefined : addWorkingSeconds(schedule, half, b);
          fc.pre(inSteps !== undefined);
          expect(addWorkingSeconds(schedule, from, a + b)).toBe(inSteps);
        },
      ),
    );
  });

  test('never ends earlier with a later start or more seconds', () => {
    fc.assert(
      fc.property(
        caseArbitrary,
        momentArbitrary,
        momentArbitrary,
        secondsArbitrary,
        ({ schedule, window }, a, b, seconds) => {
          const [from, later] = [instantAt(window.from, Math.min(a, b)), instantAt(window.from, Math.max(a, b))];
          const due = addWorkingSeconds(schedule, from, seconds) ?? '9999';
          expect((addWorkingSeconds(schedule, later, seconds) ?? '9999') >= due).toBe(true);
          expect((addWorkingSeconds(schedule, from, seconds + 1) ?? '9999') >= due).toBe(true);
        },
      ),
    );
  });
});

function instantAt(minute: number, milliseconds = 0): Instant {
  return new Date(minute * 60_000 + milliseconds).toISOString();
}

function timeOf(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}
