import type { Features } from '../features.ts';
import type { Instant } from '../instant.ts';
import type { Lead } from '../lead/lead.ts';
import type { Route } from '../lead/routing-decision.ts';
import { preferLastOwner } from '../nurture/prefer-last-owner.ts';
import type { Plan } from '../plan/plan.ts';
import { chooseRoute } from '../routing/route.ts';
import { scoreOf } from '../routing/scoring.ts';
import { type Difference, findFirstDifference } from './first-difference.ts';

/** What scoring adds to the features that it reads. */
const SCORE_FIELDS = new Set(['score', 'band', 'cycle']);

/** Whether a decision was made again, with the first difference if there is one, or why it could not be. */
export type StepReplay =
  | { readonly outcome: 'equal' }
  | { readonly outcome: 'different'; readonly difference: Difference }
  | { readonly outcome: 'not_kept'; readonly because: NotKept };

/**
 * `not_routed`: nothing was decided. `erased`: the person's facts are gone. `features`: those of then are not kept, or the
 * lead was routed again meanwhile. `plan`: the version is not stored, or this release cannot read it. `inputs`: from before
 * inputs were kept.
 */
export type NotKept = 'not_routed' | 'erased' | 'features' | 'plan' | 'inputs';

/**
 * Decides again where a lead went, by the features it was routed by and the plan version pinned to it, and compares score,
 * rule, outcome and every target. `scoredAt`: when the score of those features was made; absent when what it was made from
 * has changed since, then the score counts as given.
 */
export function replayRoute({
  lead,
  features,
  plan,
  scoredAt,
}: {
  readonly lead: Pick<Lead, 'routing' | 'touchpoints'>;
  readonly features: Features;
  readonly plan: Plan;
  readonly scoredAt?: Instant;
}): StepReplay {
  const { routing } = lead;
  if (!routing) return { outcome: 'not_kept', because: 'not_routed' };
  const decided = { score: scoreFieldsOf(features), ...routing.route };
  const scored = scoredAt === undefined ? features : scoreAgain(lead, { features, plan, at: scoredAt });
  const route = chooseRoute({ features: scored, plan });
  const replayed = { score: scoreFieldsOf(scored), ...withLastOwner(route, routing.route, { features: scored, plan }) };
  const difference = findFirstDifference(decided, replayed);
  return difference ? { outcome: 'different', difference } : { outcome: 'equal' };
}

function scoreFieldsOf({ score, band }: Features) {
  return { total: score, band };
}

function scoreAgain(
  { touchpoints }: Pick<Lead, 'touchpoints'>,
  { features, plan, at }: { readonly features: Features; readonly plan: Plan; readonly at: Instant },
): Features {
  const read = Object.fromEntries(Object.entries(features).filter(([field]) => !SCORE_FIELDS.has(field)));
  const { total, band } = scoreOf({ features: read, touchpoints }, plan, at);
  return { ...features, score: total, band };
}

/**
 * Puts the last owner of a recycled lead before the targets, if they came first in the decision. Who that was is the one
 * input that only the decision itself says.
 */
function withLastOwner(
  route: Route,
  decided: Route,
  { features, plan }: { readonly features: Features; readonly plan: Plan },
): Route {
  if (route.outcome !== 'assign' || decided.outcome !== 'assign') return route;
  const [first] = decided.targets;
  const isAdded = decided.targets.length === route.targets.length + 1;
  if (!isAdded || first.kind !== 'team' || first.only === undefined) return route;
  const stage = {
    state: 'received' as const,
    routeBy: '',
    attempts: 0,
    accountable: first.only,
    preferredOwner: { rep: first.only, team: first.team },
  };
  return preferLastOwner(route, { stage, features }, plan);
}
