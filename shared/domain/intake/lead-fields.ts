import { cleanText, cutText } from './clean-text.ts';
import type { FieldProblem } from './submission.ts';

/** One field of a form: its name and its value, both as text. */
export interface LeadField {
  readonly name: string;
  readonly value: string;
  /** The question as the person read it, if the sender states it besides its own field name. */
  readonly label?: string;
  /**
   * What the field is according to the sender's field type, `email`. Used only if no field has that meaning by its
   * name.
   */
  readonly type?: string;
  /** Path of the list in the body that it was an entry of: `payload.fields`. */
  readonly within?: string;
  /** Stated by the sender about the entry, not entered by whoever filled in the form. */
  readonly isVouchedFor?: true;
}

/** The fields of one lead in the order received, and the problems with fields that were left out. */
export interface LeadFields {
  readonly fields: readonly LeadField[];
  readonly problems: readonly FieldProblem[];
}

/** A field as found in a body, or a problem found while reading it. */
export type FieldOrProblem = LeadField | FieldProblem;

/**
 * Size limits per lead, in UTF-16 code units. Together they keep a stored item under DynamoDB's limit of 400 kB per
 * item, whatever the alphabet. Anything beyond a limit is left out and reported as a problem: a long message must not
 * cost the lead, and the raw body keeps everything.
 */
export const MAX_LEAD_SIZES = { fields: 200, nameLength: 200, valueLength: 10_000, leadLength: 100_000 } as const;

/** The one name that cannot be a key of a plain object everywhere: it would replace the object's prototype. */
const UNSAFE_NAME = '__proto__';

/** Cleans the fields of one lead and applies the size limits. Drops fields without a value. */
export function collectFields(fieldsOrProblems: Iterable<FieldOrProblem>): LeadFields {
  const fields: LeadField[] = [];
  const problems: FieldProblem[] = [];
  let length = 0;
  for (const item of fieldsOrProblems) {
    if ('code' in item) {
      if (problems.length < MAX_LEAD_SIZES.fields) problems.push(item);
      continue;
    }
    const name = sanitiseName(item.name);
    if (name === '') continue;
    if (name.length > MAX_LEAD_SIZES.nameLength) {
      problems.push({ code: 'name_too_long' });
      if (problems.length >= MAX_LEAD_SIZES.fields) break;
      continue;
    }
    const value = cleanText(item.value);
    if (value === '') continue;
    if (fields.length === MAX_LEAD_SIZES.fields) {
      problems.push({ code: 'too_many_fields' });
      break;
    }
    const remaining = Math.min(MAX_LEAD_SIZES.valueLength, MAX_LEAD_SIZES.leadLength - length - name.length);
    if (remaining <= 0) {
      problems.push({ code: 'lead_too_large' });
      break;
    }
    if (value.length > remaining) problems.push({ code: 'value_too_long', field: name });
    const kept = cleanText(cutText(value, remaining));
    const label = cutText(sanitiseName(item.label ?? ''), MAX_LEAD_SIZES.nameLength).trim();
    length += name.length + label.length + kept.length;
    fields.push({
      name,
      value: kept,
      ...(label !== '' && label !== name && { label }),
      ...(item.type !== undefined && { type: item.type }),
      ...(item.within !== undefined && { within: item.within }),
      ...(item.isVouchedFor && { isVouchedFor: item.isVouchedFor }),
    });
  }
  return { fields, problems };
}

function sanitiseName(name: string): string {
  const cleaned = cleanText(name);
  return cleaned === UNSAFE_NAME ? `${cleaned}_` : cleaned;
}
