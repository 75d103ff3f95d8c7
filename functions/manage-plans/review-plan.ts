import type { planRoutes } from '../../shared/api/plans.ts';
import type { PlanJournal } from '../../shared/ports/plan-journal.ts';
import { actorIdOf } from '../../shared/runtime/auth/principal.ts';
import { problem } from '../../shared/runtime/http/problem.ts';
import type { RouteHandler } from '../../shared/runtime/http/route.ts';
import type { Deps } from '../../shared/use-cases/deps.ts';
import * as useCase from '../../shared/use-cases/plans/review-plan.ts';
import { describeConflict } from './describe-conflict.ts';

type ReviewDeps = Pick<Deps, 'plans'> & { readonly planJournal: PlanJournal };

/** `POST /v1/plans/reviews`: records a review of the version in force. */
export const reviewPlan: RouteHandler<typeof planRoutes.reviewPlan, ReviewDeps> = async (
  { body, principal, now, log },
  deps,
) => {
  const reviewed = await useCase.reviewPlan({ ...body, by: actorIdOf(principal), now }, deps);
  if (reviewed.ok) {
    log.info('change_made', { outcome: 'plan_reviewed' });
    return { status: 201, body: { version: body.version } };
  }
  if (reviewed.problem === 'conflict') return problem('conflict', await describeConflict(deps));
  return problem('validation-failed', 'See `errors` for the invalid fields.', {
    errors: [{ in: 'body', field: '/next', expected: 'a day after today' }],
  });
};
