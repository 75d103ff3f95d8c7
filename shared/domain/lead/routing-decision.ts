import type { QueueId, RepId, RuleId, TeamId } from '../ids.ts';
import type { ClosedPolicy, Priority } from '../plan/plan.ts';

/** A place a lead may go, in the order in which they are tried; the last one of a chain is always a queue with an owner. */
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
      /** Nobody else of the team may have it: the owner of its account, of a colleague's lead, of its last cycle. */
      readonly only?: RepId;
      /** Takes no turn of the team's ledger. */
      readonly charged?: false;
      /** The rep's caps do not hold for it. */
      readonly capped?: false;
    }
  | { readonly kind: 'queue'; readonly queue: QueueId; readonly rule: RuleId };

/** A rule that was looked at and did not take the lead, with the first field test that failed. */
export interface RulePassedOver {
  readonly rule: RuleId;
  /** `field` names the test that failed; `no_team` a template that names no team of the plan; `no_owner` that it belongs to nobody in one. */
  readonly because: { readonly field: string } | 'no_team' | 'no_owner';
}

/** What `route` decides for one lead. */
export type Route = {
  /** The rule that took the lead; `otherwise` when none did. */
  readonly rule: RuleId;
  readonly layer: string;
  readonly passedOver: readonly RulePassedOver[];
} & (
  | { readonly outcome: 'assign'; readonly targets: readonly [Target, ...Target[]] }
  | { readonly outcome: 'close'; readonly reason: string }
  | { readonly outcome: 'nurture'; readonly track: string; readonly owner: RepId; readonly afterSeconds: number }
);

/** A score with what it is made of. */
export interface Score {
  readonly total: number;
  readonly fit: number;
  readonly behaviour: number;
  readonly band: string;
  /** Which points counted: `{ part: 'fit', fields: ['employees'], points: 15 }`. */
  readonly reasons: readonly {
    readonly part: 'fit' | 'behaviour';
    readonly fields: readonly string[];
    readonly points: number;
  }[];
}
