import type { Instant } from '../instant.ts';
import { type BusyTime, mergeSpans, type TimeSpan } from './calendar-reading.ts';
import type { Leave, Rep } from './rep.ts';

/** The most leaves that are taken from a rep's calendars, those first that start first. */
const MAX_CALENDAR_LEAVES = 50;

/**
 * Returns the rep with the leaves in their calendars, beside those that a person entered; undefined if nothing that
 * matters now or later changes. Times that are not marked as leave are ignored.
 */
export function withCalendarLeaves(rep: Rep, busy: readonly BusyTime[], now: Instant): Rep | undefined {
  const found = mergeSpans(busy.filter(({ leave, until }) => leave && until > now)).slice(0, MAX_CALENDAR_LEAVES);
  const known = rep.leaves.filter((one) => isFromCalendar(one) && one.until > now);
  if (isSame(found, known)) return undefined;
  const read = found.map(({ from, until }): Leave => ({ from, until, source: 'calendar' }));
  return { ...rep, version: rep.version + 1, leaves: [...rep.leaves.filter((one) => !isFromCalendar(one)), ...read] };
}

/**
 * Returns a rep whose leaves a person set, with the leaves that were read from a calendar as they were before: only the
 * calendar changes those. They end when the rep no longer has a calendar.
 */
export function keepCalendarLeaves(rep: Rep, before: Rep | undefined): Rep {
  const hasCalendar = rep.calendar !== undefined || rep.leaveCalendar !== undefined;
  const read = hasCalendar ? (before?.leaves ?? []).filter(isFromCalendar) : [];
  return { ...rep, leaves: [...rep.leaves.filter((one) => !isFromCalendar(one)), ...read] };
}

function isFromCalendar({ source }: Leave): boolean {
  return source === 'calendar';
}

function isSame(found: readonly TimeSpan[], known: readonly TimeSpan[]): boolean {
  return (
    found.length === known.length &&
    found.every(({ from, until }, index) => from === known[index]?.from && until === known[index]?.until)
  );
}
