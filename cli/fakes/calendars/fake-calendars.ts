import { randomUUID } from 'node:crypto';
import type { Instant } from '../../../shared/domain/instant.ts';

/** Something in a person's calendar: a meeting, or a time out of the office. */
export interface CalendarEntry {
  readonly id: string;
  readonly kind: 'meeting' | 'out_of_office';
  readonly from: Instant;
  readonly until: Instant;
}

/** The mark by which Outlook says that somebody is out of the office. */
const AWAY_LINE = 'X-MICROSOFT-CDO-BUSYSTATUS:OOF';

/** Calendars of people, published as iCalendar files (RFC 5545) under addresses that nobody can guess. */
export class FakeCalendars {
  readonly #token = randomUUID();
  readonly #entries = new Map<string, readonly CalendarEntry[]>();
  #ids = 0;

  /** Adds to a person's calendar. @param at.from may be in the past */
  add(person: string, at: Omit<CalendarEntry, 'id'>): void {
    this.#ids += 1;
    const all = [...this.entriesOf(person), { id: String(this.#ids), ...at }];
    this.#entries.set(
      person,
      all.toSorted((a, b) => (a.from < b.from ? -1 : 1)),
    );
  }

  /** Removes an entry; one that is not there is no error. */
  remove(person: string, id: string): void {
    this.#entries.set(
      person,
      this.entriesOf(person).filter((entry) => entry.id !== id),
    );
  }

  /** Returns what is in a person's calendar, earliest first. */
  entriesOf(person: string): readonly CalendarEntry[] {
    return this.#entries.get(person) ?? [];
  }

  /** Returns the path of a person's calendar. Whoever knows it can read it. */
  pathOf(person: string): string {
    return `/${this.#token}/${person}.ics`;
  }

  /** Returns the file at a path, or undefined if there is none. */
  fileAt(path: string): string | undefined {
    const [, token, person = ''] = /^\/([\w-]+)\/([\w.-]+)\.ics$/.exec(path) ?? [];
    return token === this.#token ? writeIcal(this.entriesOf(person)) : undefined;
  }
}

function writeIcal(entries: readonly CalendarEntry[]): string {
  const events = entries.flatMap(({ id, kind, from, until }) => [
    'BEGIN:VEVENT',
    `UID:${id}@calendars.example`,
    `DTSTART:${writeTime(from)}`,
    `DTEND:${writeTime(until)}`,
    'SUMMARY:Private',
    ...(kind === 'out_of_office' ? [AWAY_LINE] : []),
    'END:VEVENT',
  ]);
  return ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Baton//Example//EN', ...events, 'END:VCALENDAR', ''].join(
    '\r\n',
  );
}

function writeTime(at: Instant): string {
  return `${at.slice(0, 19).replaceAll(/[-:]/g, '')}Z`;
}
