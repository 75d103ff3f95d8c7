import type { planRoutes } from '../../shared/api/plans.ts';
import { problem } from '../../shared/runtime/http/problem.ts';
import type { RouteHandler } from '../../shared/runtime/http/route.ts';
import type { Deps } from '../../shared/use-cases/deps.ts';
import { expandAllHolidays, type PublicHolidays } from '../../shared/use-cases/plans/expand-holidays.ts';

type PlanDeps = Pick<Deps, 'plans' | 'reps'> & { readonly publicHolidays: PublicHolidays };

/** `GET /v1/plans`. */
export const listPlans: RouteHandler<typeof planRoutes.listPlans, PlanDeps> = async (_, deps) => {
  const [active, versions] = await Promise.all([deps.plans.active(), deps.plans.versions()]);
  return { status: 200, body: { active: active?.version, versions } };
};

/** `PUT /v1/plans/active`: activates a version and updates the holidays of all regions. */
export const activatePlan: RouteHandler<typeof planRoutes.activatePlan, PlanDeps> = async (
  { body, now, log },
  deps,
) => {
  const { outcome } = await deps.plans.activate(body.version);
  if (outcome !== 'done') return problem('not-found', 'There is no published plan with this version.');
  log.info('change_made', { outcome: 'plan_activated' });
  await expandAllHolidays(now, deps);
  return { status: 200, body: { version: body.version } };
};
