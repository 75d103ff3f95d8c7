/**
 * Every way a call can fail, in terms of RFC 9457. The kind is the last part of the `type`; the title is the same for
 * every occurrence. The list is closed, so that clients can rely on it.
 */
export const PROBLEMS = {
  'malformed-body': { status: 400, title: 'The body cannot be read' },
  unauthorized: { status: 401, title: 'No valid credentials' },
  forbidden: { status: 403, title: 'Not allowed' },
  'not-found': { status: 404, title: 'Not found' },
  'method-not-allowed': { status: 405, title: 'Method not allowed' },
  'stale-epoch': { status: 409, title: 'The lead has been reassigned since' },
  conflict: { status: 409, title: 'The state does not allow this' },
  'link-expired': { status: 410, title: 'The link has expired' },
  'too-large': { status: 413, title: 'The body is too large' },
  'wrong-content-type': { status: 415, title: 'The content type or encoding is not accepted' },
  'validation-failed': { status: 422, title: 'Some fields are invalid' },
  'too-many-requests': { status: 429, title: 'Too many requests' },
  internal: { status: 500, title: 'Internal error' },
  unavailable: { status: 503, title: 'Temporarily unavailable, try again' },
} as const;

export type ProblemKind = keyof typeof PROBLEMS;

/** One invalid field. Names the kind of value received, never the value, which may be personal data. */
export interface FieldError {
  readonly in: 'body' | 'query' | 'path';
  /** JSON pointer, `/touch/kind`; empty for the whole document. */
  readonly field: string;
  /** `text of at most 200 characters`, `one of: contacted, qualified`. */
  readonly expected: string;
  /** The kind received instead: `number`, `text`, `nothing`. */
  readonly got?: string;
}

/** A failed call, before conversion to a response. */
export interface Problem<Kind extends ProblemKind = ProblemKind> {
  readonly kind: Kind;
  /** A sentence about this occurrence. Fixed text, never built from input. */
  readonly detail: string;
  readonly errors?: readonly FieldError[];
  /** Headers of the response, such as `allow` and `www-authenticate`. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** Media type of a problem document. */
export const PROBLEM_TYPE = 'application/problem+json';

/** Creates a problem. `detail` must not quote input. */
export function problem<Kind extends ProblemKind>(
  kind: Kind,
  detail: string,
  extra: Pick<Problem, 'errors' | 'headers'> = {},
): Problem<Kind> {
  return { kind, detail, ...extra };
}

/** Returns the problem as the caller reads it. `requestId` identifies this occurrence, also in the logs. */
export function problemToDocument({ kind, detail, errors }: Problem, requestId: string): ProblemDocument {
  const { status, title } = PROBLEMS[kind];
  const instance = `urn:baton:request:${encodeURIComponent(requestId)}`;
  return { type: `/problems/${kind}`, title, status, detail, instance, ...(errors === undefined ? {} : { errors }) };
}

/** RFC 9457 members, plus `errors`. */
export interface ProblemDocument {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly instance: string;
  readonly errors?: readonly FieldError[];
}

/** Whether a handler's result is a problem rather than a reply. */
export function isProblem<Answer extends object>(answer: Answer): answer is Extract<Answer, Problem> {
  return 'kind' in answer && 'detail' in answer;
}
