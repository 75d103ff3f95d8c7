import * as z from '../../lazy-zod.ts';
import { findNearestName } from '../did-you-mean.ts';
import { clipWord, formatPath, MAX_PROBLEMS, type PlanProblem } from '../plan-problem.ts';

/** The message of alternatives without a common one: {@link errorToProblems} reports those of the nearest. */
const EACH_FOR_ITSELF = '';
const EXPECTED_MAP_OR_LIST = 'expected a map or a list';

/** Keys that people look for in a plan, and where these things are said. */
const ELSEWHERE: ReadonlyMap<string, string> = new Map([
  [
    'sources',
    'sources stand in a file of their own, since each environment has secrets of its own: move this section to sources.yaml (`silent` is `silent_after` there) and run `baton source add --env <name> --from sources.yaml`',
  ],
]);

type RawIssue = Parameters<z.core.$ZodErrorMap>[0];

/** Writes messages for schema errors that have no message of their own. Each unknown key gets its own line. */
export const schemaErrorMessage: z.core.$ZodErrorMap = (issue) => {
  switch (issue.code) {
    case 'invalid_type':
      return `${issue.input === undefined ? 'is missing; ' : ''}expected ${kindOf(issue.expected)}`;
    case 'invalid_value':
      return `expected ${issue.values.map((value) => `\`${String(value)}\``).join(' or ')}${suggestionFor(issue)}`;
    case 'unrecognized_keys':
      return issue.keys
        .slice(0, MAX_PROBLEMS)
        .map((key) => unknownKeyMessage(key, issue))
        .join('\n');
    case 'invalid_union':
      return EACH_FOR_ITSELF;
    default:
      return undefined;
  }
};

/** Converts the schema errors of a file to problems, one for each unknown key. */
export function errorToProblems(
  error: z.ZodError,
  lineOf: (path: readonly (string | number)[]) => number | undefined,
): readonly PlanProblem[] {
  return error.issues.flatMap(nearestIssues).flatMap((issue) => {
    const path = issue.path.map((step) => (typeof step === 'number' ? step : String(step)));
    const problem = (at: readonly (string | number)[], message: string): PlanProblem => ({
      path: formatPath(at),
      line: lineOf(at),
      message,
    });
    if (issue.code === 'unrecognized_keys') {
      const messages = issue.message.split('\n');
      return issue.keys
        .slice(0, MAX_PROBLEMS)
        .map((key, index) =>
          problem([...path, key], ELSEWHERE.get(formatPath([...path, key])) ?? messages[index] ?? issue.message),
        );
    }
    if (issue.code === 'invalid_key') return [problem(path, issue.issues[0]?.message ?? issue.message)];
    return [problem(path, issue.message)];
  });
}

/**
 * Returns the issues of the one alternative of the kind that was given, a map or a list. All others expect another kind,
 * so their issues would say nothing.
 */
function nearestIssues(issue: z.core.$ZodIssue): readonly z.core.$ZodIssue[] {
  if (issue.code !== 'invalid_union' || issue.message !== EACH_FOR_ITSELF) return [issue];
  const ofThisKind = issue.errors.filter(
    (issues) => !issues.some(({ code, path }) => code === 'invalid_type' && path.length === 0),
  );
  const [nearest = [], ...others] = ofThisKind;
  if (nearest.length === 0 || others.length > 0)
    return issue.errors
      .flat()
      .slice(0, 1)
      .map((first) => ({ ...first, path: issue.path, message: EXPECTED_MAP_OR_LIST }));
  return nearest.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] }));
}

function kindOf(expected: string): string {
  if (expected === 'object' || expected === 'record') return 'a map';
  return expected === 'array' ? 'a list' : 'a text';
}

function suggestionFor(issue: Extract<RawIssue, { code: 'invalid_value' }>): string {
  if (issue.input === undefined) return '; is missing';
  const nearest = typeof issue.input === 'string' ? findNearestName(issue.input, issue.values.map(String)) : undefined;
  return nearest === undefined ? '' : `; did you mean \`${nearest}\`?`;
}

function unknownKeyMessage(key: string, issue: Extract<RawIssue, { code: 'unrecognized_keys' }>): string {
  const known = issue.inst instanceof z.ZodObject ? Object.keys(issue.inst.shape) : [];
  const nearest = findNearestName(key, known);
  if (nearest !== undefined) return `unknown key \`${clipWord(key)}\`; did you mean \`${nearest}\`?`;
  return `unknown key \`${clipWord(key)}\`; expected ${known.join(', ')}`;
}
