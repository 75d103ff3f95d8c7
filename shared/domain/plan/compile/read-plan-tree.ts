import { failure, type Result, success } from '../../result.ts';
import { PlanFile } from '../file/plan-file.ts';
import { errorToProblems, schemaErrorMessage } from '../file/shape-problems.ts';
import type { Plan } from '../plan.ts';
import { formatPath, type PlanPath, type PlanProblem } from '../plan-problem.ts';
import { compilePlan } from './compile-plan.ts';

/**
 * Compiles a checked {@link Plan} from a plan file's maps, lists and texts. It takes no YAML, so code that reads
 * published plans needs no parser. Reports problems in file order, with line numbers where `lineOf` knows them.
 */
export function compilePlanTree(
  tree: unknown,
  lineOf: (path: PlanPath) => number | undefined = () => undefined,
): Result<Plan, readonly PlanProblem[]> {
  const file = PlanFile.safeParse(tree, { error: schemaErrorMessage });
  if (!file.success) return failure(sortByLine(errorToProblems(file.error, lineOf)));
  const problems: PlanProblem[] = [];
  const plan = compilePlan(file.data, (at, message) => {
    problems.push({ path: formatPath(at), line: lineOf(at), message });
  });
  return problems.length > 0 ? failure(sortByLine(problems)) : success(plan);
}

function sortByLine(problems: readonly PlanProblem[]): readonly PlanProblem[] {
  return problems.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0));
}
