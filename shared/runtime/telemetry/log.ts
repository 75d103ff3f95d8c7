/**
 * The only keys allowed in a log line, with the kind of value of each. All other keys are dropped before writing. A
 * careless spread therefore cannot log a whole event, a body or a person.
 */
const LOG_KEYS = {
  leadId: 'id',
  repId: 'id',
  teamId: 'id',
  queueId: 'id',
  ruleId: 'id',
  eventId: 'id',
  deliveryId: 'id',
  sourceId: 'id',
  keyId: 'id',
  decisionId: 'id',
  planVersion: 'id',
  messageId: 'id',
  executionName: 'id',
  requestId: 'id',
  awsRequestId: 'id',
  outcome: 'code',
  state: 'code',
  event: 'code',
  step: 'code',
  role: 'code',
  route: 'route',
  errorName: 'code',
  errorCode: 'code',
  errorCause: 'code',
  errorReasons: 'codes',
  errorFrames: 'frames',
  dueAt: 'instant',
  at: 'instant',
  epoch: 'number',
  status: 'number',
  errorStatus: 'number',
  count: 'number',
  failed: 'number',
  skipped: 'number',
  attempt: 'number',
  bytes: 'number',
  lagMs: 'number',
  durationMs: 'number',
  coldStart: 'boolean',
} as const;

type Kind = (typeof LOG_KEYS)[keyof typeof LOG_KEYS];
type ValueOf<K extends Kind> = K extends 'number'
  ? number
  : K extends 'boolean'
    ? boolean
    : K extends 'codes' | 'frames'
      ? readonly string[]
      : string;

/** Fields of a log line besides its code. */
export type LogFields = { readonly [Key in keyof typeof LOG_KEYS]?: ValueOf<(typeof LOG_KEYS)[Key]> | undefined };

/**
 * Writes log lines that consist of a code (`lead_assigned`, never a sentence) and fields. `error` is reduced to name,
 * code and location.
 */
export interface Log {
  debug(code: string, fields?: LogFields): void;
  info(code: string, fields?: LogFields): void;
  warn(code: string, fields?: LogFields & { readonly error?: unknown }): void;
  error(code: string, fields?: LogFields & { readonly error?: unknown }): void;
  /** Returns the same log with these fields on every line. */
  with(fields: LogFields): Log;
}

/** Replaces a value that does not match its key's kind. */
export const DROPPED_VALUE = '[dropped]';

const PATTERNS: Readonly<Record<'id' | 'code' | 'route' | 'instant' | 'frame', RegExp>> = {
  id: /^[A-Za-z0-9][A-Za-z0-9._:#=/-]{0,127}$/,
  code: /^[A-Za-z][A-Za-z0-9_.:-]{0,63}$/,
  route: /^[A-Z]{3,7} \/[A-Za-z0-9_.{}/+-]{0,127}$/,
  instant: /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/,
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
  instant: (value) => typeof value === 'string' && PATTERNS.instant.test(value),
  number: (value) => typeof value === 'number' && Number.isFinite(value),
  boolean: (value) => typeof value === 'boolean',
};

/**
 * Keeps only what may be logged: unlisted keys are dropped, values that do not match their key become {@link DROPPED_VALUE}.
 */
export function keepLoggable(fields: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const kept: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(fields)) {
    if (value === undefined || !isLogKey(key)) continue;
    kept[key] = VALUE_CHECKS[LOG_KEYS[key]](value) ? value : DROPPED_VALUE;
  }
  return kept;
}

function isLogKey(key: string): key is keyof typeof LOG_KEYS {
  return Object.hasOwn(LOG_KEYS, key);
}
