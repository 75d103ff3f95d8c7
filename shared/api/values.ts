import { type Instant, instantOf } from '../domain/instant.ts';
import * as z from '../domain/lazy-zod.ts';
import { ReasonCodeSchema } from '../domain/lead/events.ts';

/** Schemas shared by many bodies, each with the message for an invalid value. */

/** Id of a lead in a path. */
export const leadIdField = z
  .string()
  .regex(/^lead_[0-9A-Za-z]{1,64}$/, 'lead id: lead_ followed by letters or digits')
  .meta({ examples: ['lead_01K9D3R7V0000000000000000A'] });

/** Id of a rep, a team, a source or a list, as in the plan, the reps data or a CRM. */
export const nameField = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9_.:-]{0,127}$/, 'id of letters, digits and . _ : -, at most 128');

/** An id in another system, with the name of that system: `hubspot:901`. */
export const externalIdField = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9_-]{0,39}:[A-Za-z0-9_.-]{1,120}$/, 'system and id, such as hubspot:901')
  .meta({ examples: ['hubspot:901'] });

/** A reason is a code to count by, never a sentence, so that no personal data gets onto a timeline. */
export const reasonCodeField = ReasonCodeSchema.describe('A code of lower-case letters, digits and _, not a sentence.');

/** The assignment an answer is for: the number shown in the lead and in every notification. */
export const epochField = z.int().min(1).max(1_000_000).describe('Number of the assignment this answer is for.');

/** A UTC time with milliseconds. */
export const instantField = z.iso.datetime({ precision: 3 });

/** A time with any offset from a caller; stored in UTC. */
export const anyInstantField = z.iso
  .datetime({ offset: true })
  .transform((text): Instant => instantOf(Date.parse(text)));

/** A calendar day, `2026-11-21`. */
export const dayField = z.iso.date();

const DAY_MS = 24 * 3600 * 1000;

/** Whether `from` is not after `to`. Invalid days are reported elsewhere; here they pass. */
export function isInOrder({ from, to }: { readonly from: string; readonly to: string }): boolean {
  return !(Date.parse(from) > Date.parse(to));
}

/** Whether a range has at most this many days, including both ends. */
export function hasAtMostDays(most: number) {
  return ({ from, to }: { readonly from: string; readonly to: string }): boolean =>
    !(Date.parse(to) - Date.parse(from) >= most * DAY_MS);
}

/** Position in a list and page size. */
export const pageFields = {
  cursor: z
    .string()
    .regex(/^[\w.~=-]{1,2000}$/, 'cursor of the previous page')
    .optional(),
  limit: z.coerce.number().int().min(1).max(100).default(25),
};

/** One line of text. */
export function textField(longest: number) {
  return z.string().trim().min(1).max(longest);
}

/** An IANA time zone that the runtime knows. */
export const timeZoneField = z
  .string()
  .max(64)
  .refine(isTimeZone, 'IANA time zone such as Europe/Berlin')
  .meta({ examples: ['Europe/Berlin'] });

function isTimeZone(candidate: string): boolean {
  if (candidate === 'UTC') return true;
  try {
    // The runtime also accepts offsets and old abbreviations, but those lack daylight saving or a location.
    return candidate.includes('/') && new Intl.DateTimeFormat('en', { timeZone: candidate }) !== undefined;
  } catch {
    return false;
  }
}
