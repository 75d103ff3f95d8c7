import type { Result } from '../../result.ts';
import { attachTables, type PlanTables } from '../file/plan-tables.ts';
import { readYamlTree } from '../file/yaml-tree.ts';
import type { Plan } from '../plan.ts';
import type { PlanProblem } from '../plan-problem.ts';
import { compilePlanTree } from './read-plan-tree.ts';
import { findValueProblem } from './value-problems.ts';

/**
 * Parses a plan file: YAML to text values, text values to the file's shape, the shape to a checked {@link Plan}.
 * `tables`: the files that its `data` names. Each stage reports all its problems in file order. A stage runs only when the stages before it found none.
 */
export function parsePlan(text: string, tables: PlanTables = {}): Result<Plan, readonly PlanProblem[]> {
  const read = readYamlTree(text);
  if (!read.ok) return read;
  return compilePlanTree(attachTables(read.value.value, tables), read.value.lineOf, findValueProblem);
}
