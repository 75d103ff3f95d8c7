import type { Plan } from '../plan/plan.ts';
import { checkRules, type RuleReport } from './check-rules.ts';

/** Says of each rule that no lead can reach and each refuted expectation that it fails; empty when a plan passes its check. */
export function findCheckFailures(plan: Plan): readonly string[] {
  return failuresOf(checkRules(plan));
}

/** Says the same of a check that was made. What could not be decided does not fail. */
export function failuresOf({ rules, expectations }: RuleReport): readonly string[] {
  return [
    ...rules.flatMap(({ rule, verdict }) =>
      verdict === 'reached' || verdict === 'undecided' ? [] : [`no lead can reach the rule ${rule}`],
    ),
    ...expectations.flatMap(({ outcome }, index) =>
      outcome === 'found' ? [`the expectation ${index + 1} does not hold`] : [],
    ),
  ];
}
