import type { Instant } from '../../domain/instant.ts';
import { compilePlanTree } from '../../domain/plan/compile/read-plan-tree.ts';
import { findValueProblem } from '../../domain/plan/compile/value-problems.ts';
import { attachTables, type PlanTables } from '../../domain/plan/file/plan-tables.ts';
import { readYamlTree } from '../../domain/plan/file/yaml-tree.ts';
import type { PlanProblem } from '../../domain/plan/plan-problem.ts';
import { failure, type Result, success } from '../../domain/result.ts';
import type { Deps } from '../deps.ts';

/**
 * Checks a plan with its tables and publishes both as the next immutable version. Puts it in force only with `activate`,
 * in the same write; if `over` is no longer in force then, nothing is published and the result is `conflict`;
 * while a pilot runs it is `pilot_running`.
 */
export async function publishPlan(
  draft: {
    readonly text: string;
    readonly tables?: PlanTables;
    readonly by: string;
    readonly now: Instant;
    readonly activate?: { readonly over: number; readonly forced?: string };
  },
  deps: Pick<Deps, 'plans'>,
): Promise<
  Result<{ readonly version: number; readonly plan: string }, readonly PlanProblem[] | 'conflict' | 'pilot_running'>
> {
  const { text, tables = {}, by, now, activate } = draft;
  const read = readYamlTree(text);
  if (!read.ok) return read;
  const { lineOf } = read.value;
  const tree = attachTables(read.value.value, tables);
  const plan = compilePlanTree(tree, lineOf, findValueProblem);
  if (!plan.ok) return plan;
  const next = { text, tree, plan: plan.value, publishedAt: now, publishedBy: by };
  if (!activate) return success({ version: await deps.plans.publish(next), plan: plan.value.plan });
  const { over, forced } = activate;
  const done = await deps.plans.putInForce(next, { at: now, by, ...(forced !== undefined && { forced }) }, over);
  if (done.outcome === 'pilot_running') return failure('pilot_running');
  if (done.outcome !== 'done') return failure('conflict');
  const { version } = done;
  return success({ version, plan: plan.value.plan });
}
