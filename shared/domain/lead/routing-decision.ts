import type { Features } from '../features.ts';
import type { QueueId, RepId, RuleId, TeamId } from '../ids.ts';
import type { ClosedPolicy, Priority } from '../plan/rule.ts';

/** A place a lead can go. Targets are tried in order; the last one is always a review queue with an owner. */
export type Target =
  | {
      readonly kind: 'team';
      readonly team: TeamId;
      readonly rule: RuleId;
      readonly sla: string;
      readonly need: readonly string[];
      readonly relax: readonly string[];
      readonly priority: Priority;
      readonly closed: ClosedPolicy;
      /** The only rep of the team who can get it: the owner of its account, a colleague's lead or its last cycle. */
      readonly only?: RepId;
      /** Uses up no turn in the team's ledger. */
      readonly charged?: false;
      /** Ignores the rep's caps. */
      readonly capped?: false;
    }
  | { readonly kind: 'queue'; readonly queue: QueueId; readonly rule: RuleId };

/** A rule that was tried and did not take the lead, and why. */
export interface SkippedRule {
  readonly rule: RuleId;
  /**
   * `field`: the first field whose test failed. `no_team`: the template names no team of the plan.
   * `no_owner`: the lead has no owner in a team of the plan.
   */
  readonly because: { readonly field: string } | 'no_team' | 'no_owner';
}

/** What was decided for one lead, as it is stored with it. */
export type Route = {
  /** The rule that took the lead; `otherwise` when none did. */
  readonly rule: RuleId;
  readonly layer: string;
  /**
   * Absent as long as it can be derived again from the plan and the features: with hundreds of rules it is most of a
   * lead. Present when no rule was asked, and once the person was erased.
   */
  readonly passedOver?: readonly SkippedRule[];
} & (
  | { readonly outcome: 'assign'; readonly targets: readonly [Target, ...Target[]] }
  | { readonly outcome: 'close'; readonly reason: string }
  | { readonly outcome: 'nurture'; readonly track: string; readonly owner: RepId; readonly afterSeconds: number }
);

/** What `explainRoute` decides for one lead, with all its reasons. */
export type RoutingDecision = Route & { readonly passedOver: readonly SkippedRule[] };

/** The features that a decision was made from, kept beside a lead whose own have changed since. */
export interface RoutedFeatures {
  /** The first version of the lead with other features. */
  readonly version: number;
  readonly features: Features;
}

/** The parts of a score: who the lead is, and what it did. */
export const SCORE_PARTS = ['fit', 'behaviour'] as const;
export type ScorePart = (typeof SCORE_PARTS)[number];

/** A score and its breakdown. */
export interface LeadScore {
  readonly total: number;
  readonly fit: number;
  readonly behaviour: number;
  readonly band: string;
  /** Which points counted: `{ part: 'fit', fields: ['employees'], points: 15 }`. */
  readonly reasons: readonly {
    readonly part: ScorePart;
    readonly fields: readonly string[];
    readonly points: number;
  }[];
}
