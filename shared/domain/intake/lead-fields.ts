import { cleanText } from './clean-text.ts';
import type { FieldProblem } from './submission.ts';

/** One field of a form: its name and its value, both as text. */
export interface LeadField {
  readonly name: string;
  readonly value: string;
  /** The question as the person read it, where a sender tells it besides its own name of the field. */
  readonly label?: string;
  /** What the sender's type of the field says it is, `email`: believed only when no field says so by its name. */
  readonly type?: string;
  /** Said by the sender itself about the entry, not by whoever filled in a form. */
  readonly vouched?: true;
}

/** What one lead came with, in the order it came, and what had to be left out. */
export interface LeadFields {
  readonly fields: readonly LeadField[];
  readonly problems: readonly FieldProblem[];
}

/** A field as it stands in a body, or a problem met on the way to it. */
export type FoundField = LeadField | FieldProblem;

/**
 * How much of one lead is kept, counted in UTF-16 units. Together they hold a stored item under the 400 kB a table row
 * may have, whatever the alphabet. What is beyond a limit is left out with a problem that says so: a long message must
 * not cost the lead, and the raw body keeps everything.
 */
export const LEAD_LIMITS = { fields: 200, nameLength: 200, valueLength: 10_000, leadLength: 100_000 } as const;

/** Names that would reach into an object's prototype or confuse a serialiser when a plain object is keyed by them. */
const UNSAFE_NAMES: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/** Cleans and bounds the fields of one lead. Fields without a value say nothing and are dropped. */
export function collectFields(found: Iterable<FoundField>): LeadFields {
  const fields: LeadField[] = [];
  const problems: FieldProblem[] = [];
  let length = 0;
  for (const item of found) {
    if ('code' in item) {
      if (problems.length < LEAD_LIMITS.fields) problems.push(item);
      continue;
    }
    const name = safeName(item.name);
    if (name === '') continue;
    if (name.length > LEAD_LIMITS.nameLength) {
      problems.push({ code: 'name_too_long' });
      if (problems.length >= LEAD_LIMITS.fields) break;
      continue;
    }
    const value = cleanText(item.value);
    if (value === '') continue;
    if (fields.length === LEAD_LIMITS.fields) {
      problems.push({ code: 'too_many_fields' });
      break;
    }
    const room = Math.min(LEAD_LIMITS.valueLength, LEAD_LIMITS.leadLength - length - name.length);
    if (room <= 0) {
      problems.push({ code: 'lead_too_large' });
      break;
    }
    if (value.length > room) problems.push({ code: 'value_too_long', field: name });
    const kept = cleanText(value.slice(0, room));
    const label = safeName(item.label ?? '').slice(0, LEAD_LIMITS.nameLength);
    length += name.length + label.length + kept.length;
    fields.push({
      name,
      value: kept,
      ...(label !== '' && label !== name && { label }),
      ...(item.type !== undefined && { type: item.type }),
      ...(item.vouched && { vouched: item.vouched }),
    });
  }
  return { fields, problems };
}

function safeName(name: string): string {
  const cleaned = cleanText(name);
  return UNSAFE_NAMES.has(cleaned) ? `${cleaned}_` : cleaned;
}
