import type { Transition } from '../../domain/lead/transition.ts';
import { addRoutedFeatures, changesFeaturesOnly } from '../../domain/routing/routed-features.ts';
import type { Deps } from '../deps.ts';
import { pinnedPlanOf } from './passed-over-rules.ts';

/**
 * Returns a transition that may change the features of a lead, with what the decision in force was made from. Without
 * the plan of that decision nothing could be derived from them, so nothing is kept.
 */
export async function keepRoutedFeatures(change: Transition, deps: Pick<Deps, 'plans'>): Promise<Transition> {
  if (!changesFeaturesOnly(change)) return change;
  const plan = await pinnedPlanOf(change.after, deps);
  return plan ? addRoutedFeatures(change, plan) : change;
}
