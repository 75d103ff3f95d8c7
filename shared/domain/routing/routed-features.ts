import { OWNERSHIP_FIELDS } from '../accounts/ownership.ts';
import type { Features } from '../features.ts';
import type { RoutedFeatures } from '../lead/routing-decision.ts';
import type { Transition } from '../lead/transition.ts';
import { ownValue } from '../own-value.ts';
import { fieldsIn } from '../plan/matches.ts';
import type { Plan } from '../plan/plan.ts';
import { templateFieldsOf } from '../plan/team-template.ts';

/** The parts of a plan that routing and hand-offs look at features by. */
type RoutingRules = Pick<Plan, 'layers' | 'slas' | 'handoff'>;

/** Returns every field that what a plan decides about a lead may depend on, sorted. */
function decisiveFieldsOf({ layers, slas, handoff }: RoutingRules): readonly string[] {
  const rules = layers.flatMap((layer) => layer.rules);
  const conditions = [...rules, ...slas, ...handoff].flatMap(({ when }) => when ?? []);
  const templates = rules.flatMap(({ then }) => (then.kind === 'assign' && typeof then.to === 'string' ? then.to : []));
  const fields = [...templates, ...handoff.map(({ to }) => to)].flatMap(templateFieldsOf);
  return [...new Set([...conditions.flatMap(fieldsIn), ...fields, ...OWNERSHIP_FIELDS])].sort();
}

/** Returns those features that what a plan decides may depend on. */
export function decisiveFeaturesOf(features: Features, plan: RoutingRules): Features {
  return Object.fromEntries(
    decisiveFieldsOf(plan).flatMap((field) => {
      const value = ownValue(features, field);
      return value === undefined ? [] : [[field, value]];
    }),
  );
}

/**
 * Whether a transition gives a lead other features while the decision made from the earlier ones stays in force, and
 * nothing has been kept for it yet.
 */
export function changesFeaturesOnly({ before, after }: Transition): boolean {
  const { routing } = after;
  if (!routing || routing !== before?.routing || after.features === before.features) return false;
  return routing.featuresKept === undefined && routing.route.passedOver === undefined;
}

/**
 * Adds the features of the decision in force to a transition that changes them, so that the decision can still be
 * explained and made again. `plan`: the version pinned to the lead. Fields that it does not look at are not kept.
 */
export function addRoutedFeatures(change: Transition, plan: RoutingRules): Transition {
  const { before, after } = change;
  if (!before || !after.routing || !changesFeaturesOnly(change)) return change;
  const features = decisiveFeaturesOf(before.features, plan);
  if (JSON.stringify(features) === JSON.stringify(decisiveFeaturesOf(after.features, plan))) return change;
  const routedFeatures: RoutedFeatures = { version: after.version, features };
  return {
    ...change,
    after: { ...after, routing: { ...after.routing, featuresKept: after.version } },
    routedFeatures,
  };
}

/** Whether a transition forgets a lead that may have features beside it, of this decision or of an earlier one. */
export function forgetsRoutedFeatures({ before, event }: Transition): boolean {
  return event.type === 'LeadForgotten' && before?.routing !== undefined;
}
