import type { Instant } from '../instant.ts';
import { type BusyTime, mergeSpans, type TimeSpan } from './calendar-reading.ts';
import type { Leave, LeaveSource, Rep } from './rep.ts';

/** The most leaves that are taken from a rep's calendars, those first that start first. */
const MAX_CALENDAR_LEAVES = 50;

/**
 * Returns the rep with the leaves in their calendars, beside those that a person entered; undefined if nothing that
 * matters now or later changes. Times that are not marked as leave are ignored.
 */
export function withCalendarLeaves(rep: Rep, busy: readonly BusyTime[], now: Instant): Rep | undefined {
  const absences = busy.filter(({ leave }) => leave);
  return replaceLeavesFrom('calendar', rep, { absences, now });
}

/** Returns the rep with the absences in the company's HR calendar, as {@link withCalendarLeaves} does. */
export function withHrLeaves(rep: Rep, absences: readonly TimeSpan[], now: Instant): Rep | undefined {
  return replaceLeavesFrom('hr_calendar', rep, { absences, now });
}

function replaceLeavesFrom(
  source: LeaveSource,
  rep: Rep,
  { absences, now }: { readonly absences: readonly TimeSpan[]; readonly now: Instant },
): Rep | undefined {
  const found = mergeSpans(absences.filter(({ until }) => until > now)).slice(0, MAX_CALENDAR_LEAVES);
  const known = rep.leaves.filter((one) => one.source === source && one.until > now);
  if (isSame(found, known)) return undefined;
  const read = found.map(({ from, until }): Leave => ({ from, until, source }));
  return { ...rep, version: rep.version + 1, leaves: [...rep.leaves.filter((one) => one.source !== source), ...read] };
}

/**
 * Returns a rep whose leaves a person set, with the leaves that were read from a calendar as they were before: only the
 * calendar changes those. Those of the rep's own calendars end when the rep no longer has one.
 */
export function keepCalendarLeaves(rep: Rep, before: Rep | undefined): Rep {
  const hasCalendar = rep.calendar !== undefined || rep.leaveCalendar !== undefined;
  const stays = ({ source }: Leave) => source === 'hr_calendar' || (source === 'calendar' && hasCalendar);
  const read = (before?.leaves ?? []).filter(stays);
  return { ...rep, leaves: [...rep.leaves.filter(({ source }) => source === undefined), ...read] };
}

function isSame(found: readonly TimeSpan[], known: readonly TimeSpan[]): boolean {
  return (
    found.length === known.length &&
    found.every(({ from, until }, index) => from === known[index]?.from && until === known[index]?.until)
  );
}
