import { failure, type Result, success } from '../result.ts';
import { compilePlan } from './compile-plan.ts';
import type { Plan } from './plan.ts';
import { PlanFile } from './plan-file.ts';
import { type PlanProblem, pathText } from './plan-problem.ts';
import { shapeMessage, shapeProblems } from './shape-problems.ts';
import { readYamlTree } from './yaml-tree.ts';

/**
 * Reads a plan file: YAML to texts, texts to the file's shape, the shape to a checked {@link Plan}.
 * Each stage reports all that it finds, in the order of the file; a later stage only sees what passed the earlier ones.
 */
export function parsePlan(text: string): Result<Plan, readonly PlanProblem[]> {
  const tree = readYamlTree(text);
  if (!tree.ok) return tree;
  const { value, lineOf } = tree.value;
  const file = PlanFile.safeParse(value, { error: shapeMessage });
  if (!file.success) return failure(inOrder(shapeProblems(file.error, lineOf)));

  const problems: PlanProblem[] = [];
  const plan = compilePlan(file.data, (at, message) => {
    problems.push({ path: pathText(at), line: lineOf(at), message });
  });
  return problems.length > 0 ? failure(inOrder(problems)) : success(plan);
}

function inOrder(problems: readonly PlanProblem[]): readonly PlanProblem[] {
  return problems.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0));
}
