import type { planRoutes } from '../../shared/api/plans.ts';
import { actorIdOf } from '../../shared/runtime/auth/principal.ts';
import { problem } from '../../shared/runtime/http/problem.ts';
import type { RouteHandler } from '../../shared/runtime/http/route.ts';
import { expandAllHolidays } from '../../shared/use-cases/plans/expand-holidays.ts';
import * as useCase from '../../shared/use-cases/plans/publish-plan.ts';
import { checkProblem } from './check-problem.ts';
import { describeConflict, PILOT_RUNS } from './describe-conflict.ts';
import type { PlanDeps } from './plan-deps.ts';
import { refuseMachine } from './refuse-machine.ts';

/** `POST /v1/plans`: checks the file and publishes it. Each problem is reported with its place in the file. */
export const publishPlan: RouteHandler<typeof planRoutes.publishPlan, PlanDeps> = async (
  { body, principal, now, log },
  deps,
) => {
  const by = actorIdOf(principal);
  const { yaml: text, tables, activate } = body;
  const approval = deps.planApproval ?? 'one';
  const machine = activate && approval === 'two' ? refuseMachine(principal) : undefined;
  if (machine) return machine;
  const published = await useCase.publishPlan({ text, tables, by, now, activate, approval }, deps);
  if (published.ok) {
    const { proposedUntil } = published.value;
    if (proposedUntil !== undefined) log.info('change_made', { outcome: 'plan_proposed' });
    else if (activate) {
      log.info('change_made', { outcome: 'plan_activated' });
      await expandAllHolidays(now, deps);
    }
    return { status: 201, body: published.value };
  }
  if (published.problem === 'conflict') return problem('conflict', await describeConflict(deps));
  if (published.problem === 'pilot_running') return problem('conflict', PILOT_RUNS);
  if ('failures' in published.problem) return checkProblem('/activate/forced', published.problem.failures);
  const errors = published.problem.map(({ path, line, message }) => ({
    in: 'body' as const,
    field: `/yaml${line === undefined ? '' : `:${line}`} ${path}`,
    expected: message.replace(/^expected /, ''),
  }));
  return problem('validation-failed', 'The plan has problems, listed with line and path. Nothing was published.', {
    errors,
  });
};
