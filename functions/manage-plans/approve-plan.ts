import type { planRoutes } from '../../shared/api/plans.ts';
import { actorIdOf } from '../../shared/runtime/auth/principal.ts';
import { problem } from '../../shared/runtime/http/problem.ts';
import type { RouteHandler } from '../../shared/runtime/http/route.ts';
import * as useCase from '../../shared/use-cases/plans/approve-plan.ts';
import { expandAllHolidays } from '../../shared/use-cases/plans/expand-holidays.ts';
import { describeConflict, PILOT_RUNS } from './describe-conflict.ts';
import type { PlanDeps } from './plan-deps.ts';
import { refuseMachine } from './refuse-machine.ts';

/** `PUT /v1/plans/proposed`: a second person puts a proposed version in force. */
export const approvePlan: RouteHandler<typeof planRoutes.approvePlan, PlanDeps> = async (
  { body, principal, now, log },
  deps,
) => {
  const { version } = body;
  const machine = refuseMachine(principal);
  if (machine) return machine;
  const { outcome } = await useCase.approvePlan({ version, by: actorIdOf(principal), now }, deps);
  switch (outcome) {
    case 'done':
      log.info('change_made', { outcome: 'plan_activated' });
      await expandAllHolidays(now, deps);
      return { status: 200, body: { version } };
    case 'same_person':
      return problem('forbidden', 'Whoever proposed a version cannot approve it. Ask another admin.');
    case 'expired':
      return problem('conflict', 'The proposal has expired. Compare the plan again and propose it anew.');
    case 'conflict':
      return problem('conflict', await describeConflict(deps));
    case 'pilot_running':
      return problem('conflict', PILOT_RUNS);
    default:
      return problem('not-found', 'No proposal of this version is open. See the list of plans.');
  }
};
