import type { Instant } from '../../domain/instant.ts';
import { compilePlanTree } from '../../domain/plan/compile/read-plan-tree.ts';
import { findValueProblem } from '../../domain/plan/compile/value-problems.ts';
import { attachTables, type PlanTables } from '../../domain/plan/file/plan-tables.ts';
import { readYamlTree } from '../../domain/plan/file/yaml-tree.ts';
import type { PlanProblem } from '../../domain/plan/plan-problem.ts';
import { findCheckFailures } from '../../domain/plan-check/check-failures.ts';
import { expiryOfProposal, type PlanApproval } from '../../domain/plan-review/proposal.ts';
import { failure, type Result, success } from '../../domain/result.ts';
import type { Deps } from '../deps.ts';

/** A published version; `proposedUntil`: it waits for a second person until then. */
interface Published {
  readonly version: number;
  readonly plan: string;
  readonly proposedUntil?: Instant;
}

/**
 * Reads a plan with its tables and publishes both as the next immutable version. Puts it in force only with `activate`, in
 * the same write; if `over` is no longer in force then, nothing is published and the result is `conflict`, or
 * `pilot_running` while a pilot runs. A plan that is to
 * come into force and fails its check is refused with what fails, unless `forced` says why it is published all the same.
 * Where two people are asked for, it is proposed instead: {@link approvePlan} puts it in force.
 */
export async function publishPlan(
  draft: {
    readonly text: string;
    readonly tables?: PlanTables;
    readonly by: string;
    readonly now: Instant;
    readonly activate?: { readonly over: number; readonly forced?: string };
    /** By default one person is enough. */
    readonly approval?: PlanApproval;
  },
  deps: Pick<Deps, 'plans'>,
): Promise<
  Result<Published, readonly PlanProblem[] | 'conflict' | 'pilot_running' | { readonly failures: readonly string[] }>
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
  const failures = forced === undefined ? findCheckFailures(plan.value) : [];
  if (failures.length > 0) return failure({ failures });
  if (draft.approval === 'two') {
    if (over !== ((await deps.plans.active({ fresh: true }))?.version ?? 0)) return failure('conflict');
    const proposed = await deps.plans.publish(next);
    const expiresAt = expiryOfProposal(now);
    await deps.plans.propose({
      version: proposed,
      over,
      by,
      at: now,
      expiresAt,
      ...(forced !== undefined && { forced }),
    });
    return success({ version: proposed, plan: plan.value.plan, proposedUntil: expiresAt });
  }
  const done = await deps.plans.putInForce(next, { at: now, by, ...(forced !== undefined && { forced }) }, over);
  if (done.outcome === 'pilot_running') return failure('pilot_running');
  if (done.outcome !== 'done') return failure('conflict');
  const { version } = done;
  return success({ version, plan: plan.value.plan });
}
