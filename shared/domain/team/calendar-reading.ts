import type { RepId } from '../ids.ts';
import { type Instant, secondsBetween } from '../instant.ts';

/** The kinds of calendar that Baton can read. */
export const CALENDAR_KINDS = ['ical', 'google', 'microsoft'] as const;
export type CalendarKind = (typeof CALENDAR_KINDS)[number];

/** Where a rep's calendar is: for `ical` its URL, otherwise the address of the mailbox. Never logged. */
export interface CalendarAddress {
  readonly kind: CalendarKind;
  readonly address: string;
}

/** A span of time, `from` included, `until` excluded. */
export interface TimeSpan {
  readonly from: Instant;
  readonly until: Instant;
}

/** A time at which a calendar says that somebody is busy. */
export interface BusyTime extends TimeSpan {
  /** It takes whole days of the rep's zone. */
  readonly allDay?: true;
  /** It is marked as an absence: out of office, or in a calendar of leaves. */
  readonly leave?: true;
}

/** What is known of a rep's calendar: times only, no titles and no attendees. */
export interface CalendarReading {
  readonly rep: RepId;
  /** When it was last read; absent while it never was. */
  readonly readAt?: Instant;
  /** When it was last tried to read. */
  readonly triedAt: Instant;
  /** When the rep is busy, in order, without overlaps. */
  readonly busy: readonly TimeSpan[];
  /** Since when it cannot be read, and the code of the last failure. */
  readonly failing?: { readonly since: Instant; readonly because: string };
}

/** For how long a reading still counts while the calendar cannot be read. After that its rep counts as free. */
const MAX_READING_AGE_SECONDS = 3600;

/** How far ahead calendars are read. */
export const WINDOW_SECONDS = 14 * 24 * 3600;
/** A calendar that cannot be read for longer needs a person. */
export const MAX_FAILING_SECONDS = 2 * 3600;

/** A reading that is older is refreshed for an urgent lead. */
const FRESH_SECONDS = 120;

/** Whether a calendar was not tried lately, or never. */
export function isStale(reading: CalendarReading | undefined, now: Instant): boolean {
  return reading === undefined || secondsBetween(reading.triedAt, now) > FRESH_SECONDS;
}

/** Sorts spans by their start and joins those that overlap or touch. Empty ones are left out. */
export function mergeSpans(spans: readonly TimeSpan[]): readonly TimeSpan[] {
  const merged: TimeSpan[] = [];
  for (const span of spans.filter(({ from, until }) => from < until).sort((a, b) => (a.from < b.from ? -1 : 1))) {
    const last = merged.at(-1);
    if (!last || span.from > last.until) merged.push(span);
    else if (span.until > last.until) merged[merged.length - 1] = { from: last.from, until: span.until };
  }
  return merged;
}

/**
 * Returns when the rep is free again. Undefined when they are free now, and when the reading is too old to rely on.
 */
export function busyUntil({ readAt, busy }: CalendarReading, now: Instant): Instant | undefined {
  if (readAt === undefined || secondsBetween(readAt, now) > MAX_READING_AGE_SECONDS) return undefined;
  return busy.find(({ from, until }) => from <= now && now < until)?.until;
}

/** Returns the reading after the calendar was read. */
export function readingOf(rep: RepId, busy: readonly TimeSpan[], now: Instant): CalendarReading {
  return { rep, readAt: now, triedAt: now, busy: mergeSpans(busy) };
}

/** Returns the reading after the calendar could not be read: what was known stays. */
export function failedReadingOf(
  rep: RepId,
  known: CalendarReading | undefined,
  { because, now }: { readonly because: string; readonly now: Instant },
): CalendarReading {
  return { busy: [], ...known, rep, triedAt: now, failing: { since: known?.failing?.since ?? now, because } };
}
