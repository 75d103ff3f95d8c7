import { type Problem, problem } from '../../shared/runtime/http/problem.ts';

/** Says what fails in the check of a plan, and which field takes the reason to put it in force all the same. */
export function checkProblem(field: string, failures: readonly string[]): Problem<'validation-failed'> {
  const errors = failures.map((failure) => ({
    in: 'body' as const,
    field,
    expected: `why it is put in force although ${failure}`,
  }));
  return problem('validation-failed', 'The plan fails its check. Nothing was put in force.', { errors });
}
