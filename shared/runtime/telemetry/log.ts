import type { LogCodeOf } from './log-codes.ts';

/**
 * The only fields allowed in a log line, with the kind of value of each. All others are dropped before writing. A
 * careless spread therefore cannot log a whole event, a body or a person.
 */
export const LOG_FIELDS = {
  leadId: 'id',
  teamId: 'id',
  eventId: 'id',
  deliveryId: 'id',
  sourceId: 'id',
  keyId: 'id',
  personId: 'id',
  messageId: 'id',
  rowKey: 'id',
  requestId: 'id',
  awsRequestId: 'id',
  outcome: 'code',
  task: 'code',
  role: 'code',
  route: 'route',
  errorName: 'code',
  errorCode: 'code',
  errorCause: 'code',
  errorReasons: 'codes',
  errorFrames: 'frames',
  epoch: 'number',
  status: 'number',
  errorStatus: 'number',
  count: 'number',
  failed: 'number',
  skipped: 'number',
  attempt: 'number',
  durationMs: 'number',
} as const;

type Kind = (typeof LOG_FIELDS)[keyof typeof LOG_FIELDS];
type ValueOf<K extends Kind> = K extends 'number' ? number : K extends 'codes' | 'frames' ? readonly string[] : string;

/** Fields of a log line besides its code. */
export type LogFields = { readonly [Key in keyof typeof LOG_FIELDS]?: ValueOf<(typeof LOG_FIELDS)[Key]> | undefined };

/**
 * Writes log lines that consist of a code of the catalogue (`lead_routed`, never a sentence), at the level the catalogue
 * says, and fields. `error` is reduced to name, code and location.
 */
export interface Log {
  debug(code: LogCodeOf<'debug'>, fields?: LogFields): void;
  info(code: LogCodeOf<'info'>, fields?: LogFields): void;
  warn(code: LogCodeOf<'warn'>, fields?: LogFields & { readonly error?: unknown }): void;
  error(code: LogCodeOf<'error'>, fields?: LogFields & { readonly error?: unknown }): void;
  /** Returns the same log with these fields on every line. */
  with(fields: LogFields): Log;
}

/** Replaces a value that does not match its key's kind. */
export const DROPPED_VALUE = '[dropped]';

const PATTERNS: Readonly<Record<'id' | 'code' | 'route' | 'frame', RegExp>> = {
  id: /^[A-Za-z0-9][A-Za-z0-9._:#=/-]{0,127}$/,
  code: /^[A-Za-z][A-Za-z0-9_.:-]{0,63}$/,
  route: /^[A-Z]{3,7} \/[A-Za-z0-9_.{}/+-]{0,127}$/,
  frame: /^at [\w.<>$ [\]]*\(?(?:file:\/\/)?[\w./@+-]+:\d+:\d+\)?$/,
};

/** Whether a text is a code rather than a sentence. */
export function isCode(text: unknown): text is string {
  return typeof text === 'string' && PATTERNS.code.test(text);
}

/** Whether a line is a code location in stack-trace format. */
export function isFrame(line: string): boolean {
  return PATTERNS.frame.test(line);
}

const VALUE_CHECKS: Readonly<Record<Kind, (value: unknown) => boolean>> = {
  id: (value) => typeof value === 'string' && PATTERNS.id.test(value),
  code: isCode,
  codes: (value) => Array.isArray(value) && value.every(isCode),
  frames: (value) => Array.isArray(value) && value.every((line) => typeof line === 'string' && isFrame(line)),
  route: (value) => typeof value === 'string' && PATTERNS.route.test(value),
  number: (value) => typeof value === 'number' && Number.isFinite(value),
};

/**
 * Keeps only what may be logged: unlisted fields are dropped, values that do not match their kind become {@link DROPPED_VALUE}.
 */
export function keepLoggable(fields: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const kept: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(fields)) {
    if (value === undefined || !isLogField(key)) continue;
    kept[key] = VALUE_CHECKS[LOG_FIELDS[key]](value) ? value : DROPPED_VALUE;
  }
  return kept;
}

function isLogField(key: string): key is keyof typeof LOG_FIELDS {
  return Object.hasOwn(LOG_FIELDS, key);
}
