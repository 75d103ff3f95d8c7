import type { Instant } from '../../domain/instant.ts';
import { compilePlanTree } from '../../domain/plan/compile/read-plan-tree.ts';
import { findValueProblem } from '../../domain/plan/compile/value-problems.ts';
import { attachTables, type PlanTables } from '../../domain/plan/file/plan-tables.ts';
import { readYamlTree } from '../../domain/plan/file/yaml-tree.ts';
import type { PlanProblem } from '../../domain/plan/plan-problem.ts';
import { type Result, success } from '../../domain/result.ts';
import type { Deps } from '../deps.ts';

/**
 * Checks a plan with its tables and publishes both as the next immutable version. Publishing does not activate it.
 */
export async function publishPlan(
  draft: { readonly text: string; readonly tables?: PlanTables; readonly by: string; readonly now: Instant },
  deps: Pick<Deps, 'plans'>,
): Promise<Result<{ readonly version: number; readonly plan: string }, readonly PlanProblem[]>> {
  const { text, tables = {}, by, now } = draft;
  const read = readYamlTree(text);
  if (!read.ok) return read;
  const { lineOf } = read.value;
  const tree = attachTables(read.value.value, tables);
  const plan = compilePlanTree(tree, lineOf, findValueProblem);
  if (!plan.ok) return plan;
  const version = await deps.plans.publish({ text, tree, plan: plan.value, publishedAt: now, publishedBy: by });
  return success({ version, plan: plan.value.plan });
}
