import { randomUUID } from 'node:crypto';
import type { pilotRoutes } from '../../shared/api/pilots.ts';
import type { PilotStore } from '../../shared/ports/pilot-store.ts';
import { actorIdOf } from '../../shared/runtime/auth/principal.ts';
import { problem } from '../../shared/runtime/http/problem.ts';
import type { RouteHandler } from '../../shared/runtime/http/route.ts';
import * as useCase from '../../shared/use-cases/pilot/start-pilot.ts';
import { expandAllHolidays } from '../../shared/use-cases/plans/expand-holidays.ts';
import { describeConflict, PILOT_RUNS } from './describe-conflict.ts';
import type { PlanDeps } from './plan-deps.ts';

type PilotDeps = PlanDeps & { readonly pilots: PilotStore };

/** `GET /v1/plans/pilot`. */
export const getPilots: RouteHandler<typeof pilotRoutes.getPilots, PilotDeps> = async (_, { pilots }) => ({
  status: 200,
  body: { pilots: await pilots.list() },
});

/** `POST /v1/plans/pilot`: starts a pilot; takes effect with the next lead. */
export const startPilot: RouteHandler<typeof pilotRoutes.startPilot, PilotDeps> = async (
  { body, principal, now, log },
  deps,
) => {
  const request = {
    ...body,
    by: actorIdOf(principal),
    now,
    salt: randomUUID(),
    approval: deps.planApproval ?? 'one',
  } as const;
  const started = await useCase.startPilot(request, deps);
  switch (started.outcome) {
    case 'done':
      log.info('change_made', { outcome: 'pilot_started' });
      return { status: 201, body: started.pilot };
    case 'pilot_running':
      return problem('conflict', PILOT_RUNS);
    case 'same_version':
      return problem('conflict', `Version ${body.version} is in force. Name another version to try beside it.`);
    case 'conflict':
      return problem('conflict', await describeConflict(deps));
    case 'needs_approval':
      return problem(
        'conflict',
        'Two people put a plan in force here, so only a version that was in force can be piloted.',
      );
    case 'fails_check':
      return problem('conflict', `The plan fails its check: ${started.failures.join('; ')}. No pilot was started.`);
    case 'unknown_version':
      return problem('not-found', 'There is no published plan with this version.');
  }
};

/** `PUT /v1/plans/pilot`: grows, stops or promotes the running pilot. */
export const changePilot: RouteHandler<typeof pilotRoutes.changePilot, PilotDeps> = async (
  { body, principal, now, log },
  deps,
) => {
  const { id, change, share, reason } = body;
  const end = { at: now, by: actorIdOf(principal), ...(reason !== undefined && { reason }) };
  const { outcome } =
    change === 'grow'
      ? await deps.pilots.grow(id, share ?? 0)
      : await deps.pilots.end(id, { ...end, how: change === 'stop' ? 'stopped' : 'promoted' });
  if (outcome !== 'done')
    return problem('conflict', `Pilot ${id} does not run${change === 'grow' ? ', or has this share or more' : ''}.`);
  log.info('change_made', { outcome: `pilot_${change}` });
  if (change === 'promote') await expandAllHolidays(now, deps);
  return { status: 200, body: { id, active: (await deps.plans.active())?.version ?? 0 } };
};
