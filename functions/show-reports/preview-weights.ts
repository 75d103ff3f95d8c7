import { toWeightsView, type weightRoutes } from '../../shared/api/weights.ts';
import { canSeeTeam } from '../../shared/domain/access/visibility.ts';
import { weightsInForce } from '../../shared/domain/assignment/weights/turn-weights.ts';
import { ownValue } from '../../shared/domain/own-value.ts';
import { defaultTermsOf } from '../../shared/domain/plan/team.ts';
import { problem } from '../../shared/runtime/http/problem.ts';
import type { RouteHandler } from '../../shared/runtime/http/route.ts';
import { type WeighDeps, weighTeam } from '../../shared/use-cases/assignment/weigh-team.ts';
import type { Deps } from '../../shared/use-cases/deps.ts';
import { NOT_YOUR_TEAM, visibilityFor } from '../wiring/visibility.ts';

/** `GET /v1/teams/{id}/weights`: by the plan's terms, or by others to try. A manager sees their teams. */
export const previewWeights: RouteHandler<typeof weightRoutes.previewWeights, WeighDeps & Pick<Deps, 'plans'>> = async (
  { params: { id }, query, principal, now },
  deps,
) => {
  const team = ownValue((await deps.plans.active())?.plan.teams, id);
  if (!team) return problem('not-found', 'The active plan has no such team.');
  if (!canSeeTeam(await visibilityFor('previewWeights', principal, deps), id)) return NOT_YOUR_TEAM;
  const by = query.by ?? team.best?.by;
  if (!by) return problem('not-found', 'Turns of this team do not go by results; name `by` to preview them.');
  const planned = team.best?.by === by ? team.best : defaultTermsOf(by);
  const terms = { ...planned, ...query, by };
  const [reps, stored] = await Promise.all([weighTeam({ team: id, terms, now }, deps), deps.reps.turnWeights(id)]);
  const isInPlan = weightsInForce(team, { team: id, version: 1, at: now, terms, reps }) !== undefined;
  return {
    status: 200,
    body: toWeightsView({ team: id, terms, reps }, { inForce: weightsInForce(team, stored), isInPlan }),
  };
};
