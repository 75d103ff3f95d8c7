import { ownValue } from '../own-value.ts';
import type { Condition } from './condition.ts';

/** The nurture and recycling rules: reasons, durations, who gets a recycled lead, and limits. */
export interface RecyclingRules {
  /** Rules by the reason for moving a lead to nurture. */
  readonly reasons: Readonly<Record<string, NurtureReason>>;
  /** A touchpoint after which this holds recycles a lead before its date. */
  readonly earlyIf: Condition;
  /** The minimum seconds in nurture when only the score would recycle a lead. */
  readonly coolDownSeconds: number;
  /** Who gets a recycled lead: `replied` when the person replied, else `otherwise`. */
  readonly returnsTo: { readonly replied: RecycledTo; readonly otherwise: RecycledTo };
  readonly stop: {
    /** How many times a lead may go to nurture in total, for any reason. */
    readonly cycles: number;
    /** The maximum number of contacts with a person in any time span of this length. Absent: no limit. */
    readonly contacts?: { readonly most: number; readonly withinSeconds: number };
    /** What happens to a lead that has reached a limit. */
    readonly then: 'close' | 'catch_all';
  };
}

export interface NurtureReason {
  /** The nurture track for the lead. */
  readonly track: string;
  /** Seconds in nurture. Absent: until the date the person asked for. */
  readonly afterSeconds?: number;
  /** The latest date a person can ask for, in seconds from now. Later dates are cut to it. */
  readonly atMostSeconds: number;
  /** It is recycled only if this holds on the day. Otherwise it stays in nurture for another round. */
  readonly onlyIf?: Condition;
  /** How many times a lead may go to nurture for this reason. Absent: the limit is `stop.cycles`. */
  readonly times?: number;
}

type RecycledTo = 'same_owner' | 'new_owner';

/** The reason when a rep answers "not now" without details. Its rule also applies to reasons without a rule. */
export const LATER_REASON = 'later';
/** The reason for a lead that nobody could reach, unless the plan names another. */
export const NO_ANSWER_REASON = 'no_answer';

/** Returns the nurture rule for a reason. */
export function nurtureReasonOf({ reasons }: Pick<RecyclingRules, 'reasons'>, reason: string): NurtureReason {
  const row = ownValue(reasons, reason) ?? ownValue(reasons, LATER_REASON);
  if (row === undefined) throw new Error(`a checked plan has a row for ${LATER_REASON}`);
  return row;
}

/** Returns the reasons for which the plan has a row, in its order: what a rep can choose from. */
export function nurtureReasonsOf({ reasons }: Pick<RecyclingRules, 'reasons'>): readonly string[] {
  return Object.keys(reasons);
}

/** Maximum number of contacts stored per lead; the oldest are dropped first. No cap in a plan is higher. */
export const MAX_CONTACTS = 100;
