import type { QueueId, TeamId } from '../ids.ts';
import type { Condition } from './condition.ts';

/** The name of the SLA of every handoff. */
export const HANDOFF_SLA = 'handoff';

/** Which team a qualified lead goes to, and under which deadlines. */
export interface HandoffRule {
  readonly on: 'qualified';
  /** Absent: every lead. */
  readonly when?: Condition;
  /** A team, or a template over features such as `ae-{region}`. */
  readonly to: string;
  /** Attributes of the rep that must include the lead's value. */
  readonly need: readonly string[];
  /** Seconds of the new owner's working time until the first response is due. `warnSeconds` counts back from there. */
  readonly firstTouchSeconds: number;
  readonly warnSeconds?: number;
  /** Seconds of working time, or working days, after which it goes back, unless it was accepted or answered. */
  readonly acceptWithinSeconds: number;
  readonly acceptWithinDays?: number;
  /** Where it goes when nobody in the team can take it, or when it came back too often. */
  readonly otherwise: { readonly kind: 'team'; readonly id: TeamId } | { readonly kind: 'queue'; readonly id: QueueId };
  /** How many times it may be refused or ignored. The last time sends it to `otherwise`. */
  readonly times: number;
}
