import type { Result } from '../../result.ts';
import { readYamlTree } from '../file/yaml-tree.ts';
import type { Plan } from '../plan.ts';
import type { PlanProblem } from '../plan-problem.ts';
import { readPlanTree } from './read-plan-tree.ts';

/**
 * Reads a plan file: YAML to texts, texts to the file's shape, the shape to a checked {@link Plan}.
 * Each stage reports all that it finds, in the order of the file; a later stage only sees what passed the earlier ones.
 */
export function parsePlan(text: string): Result<Plan, readonly PlanProblem[]> {
  const read = readYamlTree(text);
  return read.ok ? readPlanTree(read.value.value, read.value.lineOf) : read;
}
