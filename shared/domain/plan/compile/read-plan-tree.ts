import { failure, type Result, success } from '../../result.ts';
import { PlanFile } from '../file/plan-file.ts';
import { errorToProblems, schemaErrorMessage } from '../file/shape-problems.ts';
import type { Plan } from '../plan.ts';
import { formatPath, MAX_PROBLEMS, type PlanPath, type PlanProblem, type ReportProblem } from '../plan-problem.ts';
import { compilePlan } from './compile-plan.ts';
import type { FindValueProblem } from './value-problems.ts';

/**
 * Compiles a checked {@link Plan} from a plan file's maps, lists and texts. It takes no YAML, so code that reads
 * published plans needs no parser. Reports the first {@link MAX_PROBLEMS} problems in file order, with line numbers
 * where `lineOf` knows them. Give `findValueProblem` when a plan is published: one in force must stay readable.
 */
export function compilePlanTree(
  tree: unknown,
  lineOf: (path: PlanPath) => number | undefined = () => undefined,
  findValueProblem?: FindValueProblem,
): Result<Plan, readonly PlanProblem[]> {
  const file = PlanFile.safeParse(tree, { error: schemaErrorMessage });
  if (!file.success) return failure(sortByLine(errorToProblems(file.error, lineOf)));
  const problems: PlanProblem[] = [];
  const report: ReportProblem = (at, message) => {
    problems.push({ path: formatPath(at), line: lineOf(at), message });
    if (problems.length >= MAX_PROBLEMS) throw new EnoughProblems();
  };
  const plan = compileUntil(() => compilePlan(file.data, report, findValueProblem));
  return plan === undefined || problems.length > 0 ? failure(sortByLine(problems)) : success(plan);
}

/** Ends compiling: a plan with so many problems can have very many more, and each takes time to describe. */
class EnoughProblems extends Error {}

function compileUntil(compile: () => Plan): Plan | undefined {
  try {
    return compile();
  } catch (error) {
    if (error instanceof EnoughProblems) return undefined;
    throw error;
  }
}

function sortByLine(problems: readonly PlanProblem[]): readonly PlanProblem[] {
  return problems.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0)).slice(0, MAX_PROBLEMS);
}
