import { failure, type Result } from '../result.ts';
import type { LeadFields } from './lead-fields.ts';

/** A body as it arrived. */
export interface RawBody {
  readonly bytes: Uint8Array;
  /** The whole header, `application/json; charset=utf-8`. */
  readonly contentType?: string;
}

/** The leads a body carried. An entry of a list that is no lead is set aside, so that it does not cost the others. */
export interface ParsedBody {
  readonly leads: readonly LeadFields[];
  readonly rejected: readonly RejectedEntry[];
}

/** An entry of a body that is no lead, by its place in it from 0. */
export interface RejectedEntry {
  readonly index: number;
  readonly detail: 'not_an_object' | 'empty';
}

/** Why a body holds no lead that could be read. The body is kept and looked at by a person. */
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
    /** JSON, but not what the source's kind of sender sends. */
    | 'not_of_this_kind'
    /** A form that somebody has begun and not sent. */
    | 'not_submitted';
}

/** What became of a body. */
export type Parsed = Result<ParsedBody, BodyProblem>;

/** Nothing could be made of a body. */
export function unparseable(detail: BodyProblem['detail']): Parsed {
  return failure({ problem: 'unparseable', detail });
}
