import type { Plan } from '../plan/plan.ts';
import type { Rule } from '../plan/rule.ts';
import { ConditionIndex } from '../rule-index/condition-index.ts';

/** A rule with the name of its layer. */
export type RuleInLayer = Rule & { readonly layer: string };

/** The rules of a plan in the order in which they are tried, and the index that finds them by the same numbers. */
export interface IndexedRules {
  readonly rules: readonly RuleInLayer[];
  readonly index: ConditionIndex;
}

/** Plans never change, so an index lives as long as its plan. */
const INDEXED = new WeakMap<Plan, IndexedRules>();

/** Returns the rules of a plan in the order in which they are tried. */
export function rulesInOrder({ layers }: Plan): readonly RuleInLayer[] {
  return layers.flatMap(({ layer, rules }) => rules.map((rule) => ({ ...rule, layer })));
}

/** Returns the rules of a plan with their index, which is built the first time. */
export function indexedRulesOf(plan: Plan): IndexedRules {
  const known = INDEXED.get(plan);
  if (known !== undefined) return known;
  const rules = rulesInOrder(plan);
  const indexed = { rules, index: new ConditionIndex(rules.map(({ when }) => when)) };
  INDEXED.set(plan, indexed);
  return indexed;
}
