import type { planRoutes } from '../../shared/api/plans.ts';
import type { MadeReview } from '../../shared/domain/plan-review/plan-review.ts';
import { actorIdOf } from '../../shared/runtime/auth/principal.ts';
import { problem } from '../../shared/runtime/http/problem.ts';
import type { RouteHandler } from '../../shared/runtime/http/route.ts';
import * as useCase from '../../shared/use-cases/plans/activate-plan.ts';
import { expandAllHolidays } from '../../shared/use-cases/plans/expand-holidays.ts';
import { findPlanReview } from '../../shared/use-cases/plans/find-plan-review.ts';
import { checkProblem } from './check-problem.ts';
import { describeConflict, PILOT_RUNS } from './describe-conflict.ts';
import type { PlanDeps } from './plan-deps.ts';

/** `GET /v1/plans`. */
export const listPlans: RouteHandler<typeof planRoutes.listPlans, PlanDeps> = async (_, deps) => {
  const { plans } = deps;
  const [active, versions, history, proposals, review, journal] = await Promise.all([
    plans.active(),
    plans.versions(),
    plans.activations(),
    plans.proposals(),
    findPlanReview(deps),
    deps.planJournal.entries(),
  ]);
  const reviews = journal.filter((entry): entry is MadeReview => entry.kind === 'review');
  return { status: 200, body: { active: active?.version, versions, history, proposals, review, reviews } };
};

/** `PUT /v1/plans/active`: activates a version and updates the holidays of all regions. */
export const activatePlan: RouteHandler<typeof planRoutes.activatePlan, PlanDeps> = async (
  { body, principal, now, log },
  deps,
) => {
  const { version, over, reason } = body;
  const entry = { at: now, by: actorIdOf(principal), ...(reason !== undefined && { reason }) };
  const approval = deps.planApproval ?? 'one';
  const done = await useCase.activatePlan({ version, entry, over, approval }, deps);
  if (done.outcome === 'conflict') return problem('conflict', await describeConflict(deps));
  if (done.outcome === 'pilot_running') return problem('conflict', PILOT_RUNS);
  if (done.outcome === 'fails_check') return checkProblem('/reason', done.failures);
  if (done.outcome === 'needs_proposal')
    return problem(
      'conflict',
      'This version was never in force. Publish it with `activate`: another admin approves it.',
    );
  if (done.outcome !== 'done') return problem('not-found', 'There is no published plan with this version.');
  log.info('change_made', { outcome: 'plan_activated' });
  await expandAllHolidays(now, deps);
  return { status: 200, body: { version } };
};
