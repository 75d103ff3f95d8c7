import type { Calendar } from '../business-hours/calendar.ts';
import type { TeamId } from '../ids.ts';
import type { Condition } from './condition.ts';

/**
 * A rule takes every lead of `when` (`taken`), the first rule that does so names this team (`to`), or the team that the
 * lead goes to is at work soon enough, if it comes at these hours of the zone (`assigned`).
 */
export interface Expectation {
  /** Absent: every lead. */
  readonly when?: Condition;
  readonly holds: { readonly kind: 'taken' } | { readonly kind: 'to'; readonly team: TeamId } | AssignedSoon;
}

/** That somebody of the right team is at work within so many seconds. */
export interface AssignedSoon {
  readonly kind: 'assigned';
  readonly withinSeconds: number;
  /** The hours at which the leads come, in the zone. Absent: at any time. */
  readonly during?: Calendar['week'];
  /** IANA zone, also of the teams' hours. */
  readonly zone: string;
}
