import ical from 'node-ical';
import { localTimeToInstant } from '../../domain/business-hours/local-day.ts';
import type { Instant } from '../../domain/instant.ts';
import { failure, type Result, success } from '../../domain/result.ts';
import type { BusyTime, TimeSpan } from '../../domain/team/calendar-reading.ts';

/** How Outlook marks that an event leaves somebody free, wherever they are. */
const FREE_MARKS = ['FREE', 'WORKINGELSEWHERE'];
const AWAY_MARK = 'OOF';

type Components = ReturnType<typeof ical.sync.parseICS>;
type IcalEvent = Parameters<typeof ical.expandRecurringEvent>[0];
/** One event, or one of a series. */
export type Occurrence = ReturnType<typeof ical.expandRecurringEvent>[number];
type IcalDate = Occurrence['start'];

/**
 * Reads the busy times in an iCalendar text: of events and of free/busy entries. Events that are cancelled, transparent
 * or marked as free do not count. Whole days and times without a zone are meant in `zone`. With `everyEventIsLeave`,
 * each event is an absence, also a transparent one.
 */
export function readIcal(
  text: string,
  options: { readonly zone: string; readonly window: TimeSpan; readonly everyEventIsLeave: boolean },
): Result<readonly BusyTime[], 'not_a_calendar' | 'unreadable_event'> {
  const busy = mapComponents(text, (component) => busyTimesOf(component, options));
  if (!busy.ok) return busy;
  return success(busy.value.filter(({ from, until }) => from < options.window.until && until > options.window.from));
}

/** Maps what an iCalendar text consists of. */
export function mapComponents<Item>(
  text: string,
  map: (component: Components[string]) => readonly Item[],
): Result<readonly Item[], 'not_a_calendar' | 'unreadable_event'> {
  if (!/^\uFEFF?BEGIN:VCALENDAR/i.test(text.trimStart()) || !/END:VCALENDAR\s*$/i.test(text))
    return failure('not_a_calendar');
  try {
    return success(Object.values(ical.sync.parseICS(text)).flatMap(map));
  } catch {
    // The library refuses rules that would repeat without end. Its message may quote the event.
    return failure('unreadable_event');
  }
}

/** Returns an event's occurrences in a span of time, without those that are cancelled. None for other components. */
export function occurrencesOf(component: Components[string], { from, until }: TimeSpan): readonly Occurrence[] {
  if (component?.type !== 'VEVENT') return [];
  return ical
    .expandRecurringEvent(component as IcalEvent, { from: new Date(from), to: new Date(until), expandOngoing: true })
    .filter(({ event }) => event.status !== 'CANCELLED');
}

type Options = Parameters<typeof readIcal>[1];

function busyTimesOf(component: Components[string], options: Options): readonly BusyTime[] {
  if (component?.type === 'VFREEBUSY') return freeBusyTimesOf(component);
  return occurrencesOf(component, options.window)
    .filter((occurrence) => counts(occurrence.event, options))
    .map((occurrence) => occurrenceToBusyTime(occurrence, options));
}

function counts(event: IcalEvent, { everyEventIsLeave }: Options): boolean {
  if (everyEventIsLeave || markOf(event) === AWAY_MARK) return true;
  return event.transparency !== 'TRANSPARENT' && !FREE_MARKS.includes(markOf(event));
}

function markOf(event: IcalEvent): string {
  const mark: unknown = Reflect.get(event, 'MICROSOFT-CDO-BUSYSTATUS');
  return typeof mark === 'string' ? mark.toUpperCase() : '';
}

/** Returns when an occurrence takes place. Whole days and times without a zone are meant in `zone`. */
export function occurrenceToSpan({ start, end, isFullDay }: Occurrence, zone: string): TimeSpan {
  return { from: toInstant(start, isFullDay, zone), until: toInstant(end, isFullDay, zone) };
}

function occurrenceToBusyTime(occurrence: Occurrence, options: Options): BusyTime {
  const { isFullDay, event } = occurrence;
  const isLeave = options.everyEventIsLeave || markOf(event) === AWAY_MARK;
  return {
    ...occurrenceToSpan(occurrence, options.zone),
    ...(isFullDay && { allDay: true as const }),
    ...(isLeave && { leave: true as const }),
  };
}

/** A date, and a time without a zone or in one that nobody knows, come in this process's own zone. */
function toInstant(date: IcalDate, isFullDay: boolean, zone: string): Instant {
  if (!isFullDay && date.tz !== undefined && isKnownZone(date.tz)) return date.toISOString();
  const minutes = isFullDay ? 0 : date.getHours() * 60 + date.getMinutes();
  return localTimeToInstant(zone, {
    year: date.getFullYear(),
    month: date.getMonth() + 1,
    day: date.getDate(),
    minutes,
  });
}

function isKnownZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }) !== undefined;
  } catch {
    return false;
  }
}

function freeBusyTimesOf(component: { readonly freebusy?: unknown }): readonly BusyTime[] {
  const entries = Array.isArray(component.freebusy) ? component.freebusy : [];
  return entries
    .filter((entry) => entry?.type !== 'FREE' && entry?.start instanceof Date && entry.end instanceof Date)
    .map(({ start, end }) => ({ from: start.toISOString(), until: end.toISOString() }));
}
