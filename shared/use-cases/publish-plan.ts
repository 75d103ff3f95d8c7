import type { Instant } from '../domain/instant.ts';
import { parsePlan } from '../domain/plan/parse-plan.ts';
import type { PlanProblem } from '../domain/plan/plan-problem.ts';
import { failure, type Result, success } from '../domain/result.ts';
import type { Deps } from './deps.ts';

/** Checks a plan and publishes it as the next immutable version; it is not in force by that. */
export async function publishPlan(
  draft: { readonly text: string; readonly by: string; readonly now: Instant },
  deps: Pick<Deps, 'plans'>,
): Promise<Result<{ readonly version: number; readonly plan: string }, readonly PlanProblem[]>> {
  const parsed = parsePlan(draft.text);
  if (!parsed.ok) return failure(parsed.problem);
  const { text, by, now } = draft;
  const version = await deps.plans.publish({ text, plan: parsed.value, publishedAt: now, publishedBy: by });
  return success({ version, plan: parsed.value.plan });
}
