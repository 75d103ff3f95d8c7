import { Temporal } from 'temporal-polyfill';
import { type Instant, instantOf } from '../instant.ts';

/** Times outside these years are typing errors or in the wrong unit. */
const MIN_MILLISECONDS = Date.UTC(2000, 0, 1);
const MAX_MILLISECONDS = Date.UTC(2100, 0, 1);

const DATE_TIME_PATTERN =
  /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?)\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?$/i;

/**
 * Reads when a form was sent: ISO 8601 with a time, or seconds or milliseconds since 1970. A time without a zone is
 * read as UTC, which is what senders that omit the zone use. A date without a time is rejected: it would make every
 * lead hours old.
 */
export function parseSubmissionTime(text: string): Instant | undefined {
  const milliseconds = parseMilliseconds(text.trim());
  if (milliseconds === undefined || milliseconds < MIN_MILLISECONDS || milliseconds >= MAX_MILLISECONDS)
    return undefined;
  return instantOf(milliseconds);
}

function parseMilliseconds(text: string): number | undefined {
  if (/^\d{10}(?:\.\d{1,9})?$/.test(text)) return Math.floor(Number(text) * 1000);
  if (/^\d{13}$/.test(text)) return Number(text);
  const [, date, time, zone = 'Z'] = DATE_TIME_PATTERN.exec(text) ?? [];
  if (date === undefined || time === undefined) return undefined;
  try {
    return Temporal.Instant.from(`${date}T${time}${/^(?:utc|gmt)$/i.test(zone) ? 'Z' : zone}`).epochMilliseconds;
  } catch {
    return undefined;
  }
}
