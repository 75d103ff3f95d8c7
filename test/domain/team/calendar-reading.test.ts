import { expect, it } from 'vitest';
import { busyUntil, failedReadingOf, mergeSpans, readingOf } from '../../../shared/domain/team/calendar-reading.ts';
import { MONDAY, minutesAfterMonday } from '../../support/builders/moment.ts';

const span = (from: number, until: number) => ({ from: minutesAfterMonday(from), until: minutesAfterMonday(until) });

it('joins spans that overlap or touch, in order, and leaves out empty ones', () => {
  expect(mergeSpans([span(30, 40), span(0, 10), span(5, 20), span(20, 25), span(50, 50), span(2, 3)])).toEqual([
    span(0, 25),
    span(30, 40),
  ]);
});

it('is busy from the start of a meeting until just before its end', () => {
  const reading = readingOf('kim', [span(10, 20)], MONDAY);
  const at = (minutes: number) => busyUntil(reading, minutesAfterMonday(minutes));
  expect([at(9), at(10), at(19), at(20)]).toEqual([
    undefined,
    minutesAfterMonday(20),
    minutesAfterMonday(20),
    undefined,
  ]);
});

it('counts a rep as free when the calendar was last read more than an hour ago', () => {
  const reading = readingOf('kim', [span(0, 600)], MONDAY);
  expect(busyUntil(reading, minutesAfterMonday(60))).toBe(minutesAfterMonday(600));
  expect(busyUntil(reading, minutesAfterMonday(61))).toBeUndefined();
});

it('keeps what was known when the calendar cannot be read, and since when', () => {
  const read = readingOf('kim', [span(0, 30)], MONDAY);
  const failed = failedReadingOf('kim', read, { because: 'timeout', now: minutesAfterMonday(5) });
  const again = failedReadingOf('kim', failed, { because: 'status_503', now: minutesAfterMonday(10) });
  expect(again).toEqual({
    ...read,
    triedAt: minutesAfterMonday(10),
    failing: { since: minutesAfterMonday(5), because: 'status_503' },
  });
  expect(failedReadingOf('lou', undefined, { because: 'timeout', now: MONDAY })).toEqual({
    rep: 'lou',
    triedAt: MONDAY,
    busy: [],
    failing: { since: MONDAY, because: 'timeout' },
  });
});
