import type { planRoutes } from '../../shared/api/plans.ts';
import { actorIdOf } from '../../shared/runtime/auth/principal.ts';
import { problem } from '../../shared/runtime/http/problem.ts';
import type { RouteHandler } from '../../shared/runtime/http/route.ts';
import type { Deps } from '../../shared/use-cases/deps.ts';
import { expandAllHolidays, type PublicHolidays } from '../../shared/use-cases/plans/expand-holidays.ts';
import { describeConflict, PILOT_RUNS } from './describe-conflict.ts';

type PlanDeps = Pick<Deps, 'plans' | 'reps'> & { readonly publicHolidays: PublicHolidays };

/** `GET /v1/plans`. */
export const listPlans: RouteHandler<typeof planRoutes.listPlans, PlanDeps> = async (_, deps) => {
  const { plans } = deps;
  const [active, versions, history] = await Promise.all([plans.active(), plans.versions(), plans.activations()]);
  return { status: 200, body: { active: active?.version, versions, history } };
};

/** `PUT /v1/plans/active`: activates a version and updates the holidays of all regions. */
export const activatePlan: RouteHandler<typeof planRoutes.activatePlan, PlanDeps> = async (
  { body, principal, now, log },
  deps,
) => {
  const { version, over, reason } = body;
  const entry = { at: now, by: actorIdOf(principal), ...(reason !== undefined && { reason }) };
  const { outcome } = await deps.plans.putInForce(version, entry, over);
  if (outcome === 'conflict') return problem('conflict', await describeConflict(deps));
  if (outcome === 'pilot_running') return problem('conflict', PILOT_RUNS);
  if (outcome !== 'done') return problem('not-found', 'There is no published plan with this version.');
  log.info('change_made', { outcome: 'plan_activated' });
  await expandAllHolidays(now, deps);
  return { status: 200, body: { version } };
};
