import * as z from 'zod';
import { type Instant, instantOf } from '../domain/instant.ts';
import { ReasonCode } from '../domain/lead/events.ts';

/** Values that many bodies have in common, each with the words a caller is told when it does not fit. */

/** Id of a lead in a path. */
export const leadId = z
  .string()
  .regex(/^lead_[0-9A-Za-z]{1,64}$/, 'id of a lead, lead_ and letters or digits')
  .meta({ examples: ['lead_01K9D3R7V0000000000000000A'] });

/** Id of a rep, a team, a source or a list: as it stands in the plan, the reps data or a CRM. */
export const name = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9_.:-]{0,127}$/, 'id of letters, digits and . _ : -, at most 128');

/** An id somebody has in another system, with that system: `hubspot:901`. */
export const externalId = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9_-]{0,39}:[A-Za-z0-9_.-]{1,120}$/, 'system and id, such as hubspot:901')
  .meta({ examples: ['hubspot:901'] });

/** A reason is a word to count by, never a sentence, so that nothing personal gets onto a timeline. */
export const reasonCode = ReasonCode.describe('A word of lower-case letters, digits and _ to count by, no sentence.');

/** Which assignment is meant: the number in the lead and in every notification. */
export const epoch = z.int().min(1).max(1_000_000).describe('Number of the assignment that is answered.');

/** A moment in UTC with milliseconds. */
export const instant = z.iso.datetime({ precision: 3 });

/** A moment as callers write it, with any offset; kept in UTC. */
export const anyInstant = z.iso.datetime({ offset: true }).transform((text): Instant => instantOf(Date.parse(text)));

/** A calendar day, `2026-11-21`. */
export const day = z.iso.date();

const DAY_MS = 24 * 3600 * 1000;

/** Whether `from` is not after `to`; what is no day has been told of already and compares as neither. */
export function inOrder({ from, to }: { readonly from: string; readonly to: string }): boolean {
  return !(Date.parse(from) > Date.parse(to));
}

/** Whether there are at most so many days from one to the other, both counted. */
export function atMostDays(most: number) {
  return ({ from, to }: { readonly from: string; readonly to: string }): boolean =>
    !(Date.parse(to) - Date.parse(from) >= most * DAY_MS);
}

/** Which page of a list, and how long it is. */
export const page = {
  cursor: z
    .string()
    .regex(/^[\w.~=-]{1,2000}$/, 'cursor of the page before')
    .optional(),
  limit: z.coerce.number().int().min(1).max(100).default(25),
};

/** One line of text. */
export function text(longest: number) {
  return z.string().trim().min(1).max(longest);
}

/** IANA zone, checked against the zones the runtime knows. */
export const zone = z
  .string()
  .max(64)
  .refine(isZone, 'IANA zone such as Europe/Berlin')
  .meta({ examples: ['Europe/Berlin'] });

function isZone(candidate: string): boolean {
  if (candidate === 'UTC') return true;
  try {
    // Offsets and old abbreviations are zones to the runtime, but have no daylight saving or no place.
    return candidate.includes('/') && new Intl.DateTimeFormat('en', { timeZone: candidate }) !== undefined;
  } catch {
    return false;
  }
}
