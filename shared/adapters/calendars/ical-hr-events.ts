import type { Result } from '../../domain/result.ts';
import type { TimeSpan } from '../../domain/team/calendar-reading.ts';
import type { HrEvent } from '../../domain/team/hr-leaves.ts';
import { mapComponents, type Occurrence, occurrencesOf, occurrenceToSpan } from './ical-events.ts';

/** Reads the absences in an iCalendar text: when they are, and what tells whose they are. */
export function readHrEvents(text: string, window: TimeSpan): Result<readonly HrEvent[], string> {
  return mapComponents(text, (component) => occurrencesOf(component, window).map(toHrEvent));
}

function toHrEvent(occurrence: Occurrence): HrEvent {
  const { event } = occurrence;
  const attendees: unknown = Reflect.get(event, 'attendee');
  const [organizer] = addressOf(Reflect.get(event, 'organizer'));
  return {
    attendees: (Array.isArray(attendees) ? attendees : [attendees]).flatMap(addressOf),
    ...(organizer !== undefined && { organizer }),
    title: textOf(Reflect.get(event, 'summary')),
    spanIn: (zone) => occurrenceToSpan(occurrence, zone),
  };
}

function addressOf(value: unknown): readonly string[] {
  const address = /^mailto:(.+@.+)$/i.exec(textOf(value).trim())?.[1];
  return address === undefined ? [] : [address.toLowerCase()];
}

/** The library keeps a property with parameters as an object with the text in `val`. */
function textOf(value: unknown): string {
  const text: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, 'val') : value;
  return typeof text === 'string' ? text : '';
}
