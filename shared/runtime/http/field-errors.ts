import type * as z from 'zod';
import type { FieldError } from './problem.ts';

type Issue = z.core.$ZodIssue;

/**
 * Keys of a map and unknown fields are shown only if they look like field names; otherwise they may be typed by a
 * person.
 */
const FIELD_NAME = /^[A-Za-z][A-Za-z0-9_-]{0,39}$/;

/**
 * Translates schema issues for the caller: the field, what was expected, and which kind of value came instead. Never
 * repeats values. `input` is the parsed input; only the kinds of its values are used.
 */
export function issuesToFieldErrors(
  part: FieldError['in'],
  issues: readonly Issue[],
  input: unknown,
): readonly FieldError[] {
  return issues.flatMap((issue) => issueToFieldErrors(part, issue, input));
}

function issueToFieldErrors(part: FieldError['in'], issue: Issue, input: unknown): readonly FieldError[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ in: part, field: pointerOf([...issue.path, key]), expected: 'no such field' }));
  }
  const got = kindOf(valueAt(input, issue.path));
  return [{ in: part, field: pointerOf(issue.path), expected: expectationOf(issue), got }];
}

/** Returns an RFC 6901 pointer. A segment that is not a plain name is written as `*`. */
function pointerOf(path: readonly PropertyKey[]): string {
  return path
    .map((step) => `/${typeof step === 'number' || FIELD_NAME.test(String(step)) ? String(step) : '*'}`)
    .join('');
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, step) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, step)
        ? (value as Record<PropertyKey, unknown>)[step]
        : undefined,
    input,
  );
}

function kindOf(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'list';
  return KIND_NAMES[typeof value] ?? typeof value;
}

/** Everyday names of kinds. */
const KIND_NAMES: Readonly<Record<string, string>> = {
  string: 'text',
  boolean: 'yes or no (true, false)',
  int: 'whole number',
  array: 'list',
  record: 'object',
};

const FORMAT_NAMES: Readonly<Record<string, string>> = {
  email: 'e-mail address',
  date: 'date such as 2026-11-21',
  datetime: 'UTC time such as 2026-11-21T20:12:00.000Z',
  url: 'URL',
};

function expectationOf(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return KIND_NAMES[issue.expected] ?? issue.expected;
    case 'invalid_value':
      return `one of: ${issue.values.join(', ')}`;
    case 'invalid_union':
      return unionExpectationOf(issue);
    case 'invalid_format':
      return FORMAT_NAMES[issue.format] ?? patternExpectationOf(issue);
    case 'too_small':
      return `${issue.exact ? 'exactly' : issue.inclusive ? 'at least' : 'more than'} ${issue.minimum}${unitOf(issue.origin, issue.minimum)}`;
    case 'too_big':
      return `${issue.exact ? 'exactly' : issue.inclusive ? 'at most' : 'less than'} ${issue.maximum}${unitOf(issue.origin, issue.maximum)}`;
    case 'not_multiple_of':
      return `a multiple of ${issue.divisor}`;
    case 'invalid_key':
      return `key: ${issue.issues.map(expectationOf).join(', ')}`;
    case 'unrecognized_keys':
      return 'no such field';
    case 'invalid_element':
      return issue.issues.map(expectationOf).join(', ');
    case 'custom':
      return issue.message;
  }
}

/** Returns our own message for a pattern, or the pattern itself when the schema has no message. */
function patternExpectationOf({ message, pattern }: Extract<Issue, { code: 'invalid_format' }>): string {
  return pattern !== undefined && message.includes(pattern) ? `text that matches ${pattern}` : message;
}

function unionExpectationOf(issue: Extract<Issue, { code: 'invalid_union' }>): string {
  if ('options' in issue && issue.options !== undefined) return `one of: ${issue.options.join(', ')}`;
  const expected = issue.errors.flatMap((branch) => branch.filter(({ path }) => path.length === 0).map(expectationOf));
  return expected.length > 0 ? [...new Set(expected)].join(' or ') : issue.message;
}

const UNITS: Readonly<Record<string, readonly [one: string, many: string]>> = {
  string: [' character', ' characters'],
  array: [' entry', ' entries'],
  set: [' entry', ' entries'],
  record: [' key', ' keys'],
  map: [' key', ' keys'],
};

function unitOf(origin: string, count: number | bigint): string {
  return UNITS[origin]?.[count === 1 ? 0 : 1] ?? '';
}
