import type { Features } from '../../domain/features.ts';
import type { Lead } from '../../domain/lead/lead.ts';
import type { SkippedRule } from '../../domain/lead/routing-decision.ts';
import type { Plan } from '../../domain/plan/plan.ts';
import { explainRoute } from '../../domain/routing/route.ts';
import { StoreError } from '../../ports/store-error.ts';
import type { Deps } from '../deps.ts';

/**
 * Returns the rules that the decision in force about a lead passed over, in order, each with the reason. They are
 * derived from the plan pinned to the lead and the features it was routed by. Undefined when it was not routed, and
 * when the decision cannot be derived again: a list that may be wrong is worse than none.
 */
export async function passedOverRulesOf(
  lead: Lead,
  deps: Pick<Deps, 'leads' | 'plans'>,
): Promise<readonly SkippedRule[] | undefined> {
  const { routing } = lead;
  if (!routing || routing.route.passedOver) return routing?.route.passedOver;
  // What is left of its features would say something else.
  if (lead.forgottenAt !== undefined) return undefined;
  const [plan, features] = await Promise.all([pinnedPlanOf(lead, deps), routedFeaturesOf(lead, deps)]);
  if (!plan || !features) return undefined;
  const { rule, passedOver } = explainRoute({ features, plan });
  return rule === routing.route.rule ? passedOver : undefined;
}

/** Returns the plan a lead was routed by; undefined when it is not stored or this release no longer understands it. */
export async function pinnedPlanOf(
  { routing }: Pick<Lead, 'routing'>,
  deps: Pick<Deps, 'plans'>,
): Promise<Plan | undefined> {
  return routing && planVersionOf(routing.plan, deps);
}

/** Returns a version of the plan; undefined when it is not stored or this release no longer understands it. */
export async function planVersionOf(version: number, { plans }: Pick<Deps, 'plans'>): Promise<Plan | undefined> {
  try {
    return (await plans.version(version))?.plan;
  } catch (error) {
    if (error instanceof StoreError && error.code === 'plan_not_understood') return undefined;
    throw error;
  }
}

/** Returns the features a lead was routed by; undefined when it has been routed again since it was loaded. */
export async function routedFeaturesOf(
  { id, features, routing }: Lead,
  { leads }: Pick<Deps, 'leads'>,
): Promise<Features | undefined> {
  if (routing?.featuresKept === undefined) return features;
  const kept = await leads.routedFeatures(id);
  return kept?.version === routing.featuresKept ? kept.features : undefined;
}
