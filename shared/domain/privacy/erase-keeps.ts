/**
 * What may stay with an erased lead, by the words of the plan's `privacy.erase_keeps`. Each is a fact about a company or
 * a decision; none tells who the person was.
 */
export const KEEPABLE_FACTS = ['country', 'region', 'employees', 'industry', 'band', 'rule', 'outcome'] as const;

/** One fact that may stay with an erased lead. */
export type KeepableFact = (typeof KEEPABLE_FACTS)[number];

/** What stays when the plan does not say. */
export const DEFAULT_ERASE_KEEPS: readonly KeepableFact[] = [
  'country',
  'employees',
  'industry',
  'band',
  'rule',
  'outcome',
];
