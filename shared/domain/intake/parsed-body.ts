import { failure, type Result } from '../result.ts';
import type { LeadFields } from './lead-fields.ts';

/** A body as received. */
export interface RawBody {
  readonly bytes: Uint8Array;
  /** The whole header, `application/json; charset=utf-8`. */
  readonly contentType?: string;
}

/** The leads in a body. An entry that is not a lead is rejected on its own, so that it does not affect the others. */
export interface ParsedBody {
  readonly leads: readonly LeadFields[];
  readonly rejected: readonly RejectedEntry[];
}

/** An entry of a body that is not a lead, by its index from 0. */
export interface RejectedEntry {
  readonly index: number;
  readonly detail: 'not_an_object' | 'empty';
}

/** Why no lead could be read from a body. The body is stored and a human looks at it. */
export interface BodyProblem {
  readonly problem: 'unparseable';
  readonly detail:
    | 'empty_body'
    | 'unsupported_content_type'
    | 'unknown_charset'
    | 'invalid_text'
    | 'invalid_json'
    | 'invalid_form'
    | 'not_an_object'
    | 'too_many_leads'
    /** JSON, but not in the format of the source's kind. */
    | 'not_of_this_kind'
    /** A form that somebody started and did not submit. */
    | 'not_submitted';
}

/** The result of parsing a body. */
export type ParseBodyResult = Result<ParsedBody, BodyProblem>;

/** Returns the result for a body that could not be read. */
export function failUnparseable(detail: BodyProblem['detail']): ParseBodyResult {
  return failure({ problem: 'unparseable', detail });
}
