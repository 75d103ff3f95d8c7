import type { Result } from '../../result.ts';
import { readYamlTree } from '../file/yaml-tree.ts';
import type { Plan } from '../plan.ts';
import type { PlanProblem } from '../plan-problem.ts';
import { compilePlanTree } from './read-plan-tree.ts';
import { findValueProblem } from './value-problems.ts';

/**
 * Parses a plan file: YAML to text values, text values to the file's shape, the shape to a checked {@link Plan}.
 * Each stage reports all its problems in file order. A stage runs only when the stages before it found none.
 */
export function parsePlan(text: string): Result<Plan, readonly PlanProblem[]> {
  const read = readYamlTree(text);
  return read.ok ? compilePlanTree(read.value.value, read.value.lineOf, findValueProblem) : read;
}
