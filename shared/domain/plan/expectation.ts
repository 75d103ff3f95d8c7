import type { TeamId } from '../ids.ts';
import type { Condition } from './condition.ts';

/** A rule takes every lead of `when` (`taken`), or the first rule that does so names this team. */
export interface Expectation {
  /** Absent: every lead. */
  readonly when?: Condition;
  readonly holds: { readonly kind: 'taken' } | { readonly kind: 'to'; readonly team: TeamId };
}
