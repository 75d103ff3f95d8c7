import type { Ownership } from '../accounts/ownership.ts';
import type { QueueId, RepId, RuleId, TeamId } from '../ids.ts';
import type { Condition } from './condition.ts';

export interface Layer {
  readonly layer: string;
  readonly rules: readonly Rule[];
}

/** Priorities of waiting leads, most urgent first. */
export const PRIORITIES = ['urgent', 'high', 'normal', 'low'] as const;
export type Priority = (typeof PRIORITIES)[number];

/**
 * What happens to a lead while its team is closed: it waits, it gets an owner at once whose clock starts when they open,
 * or it wakes another team when the wait would be too long.
 */
export type ClosedPolicy =
  | { readonly kind: 'hold' }
  | { readonly kind: 'assign' }
  | {
      readonly kind: 'wake';
      readonly teams: readonly TeamId[];
      readonly withinSeconds: number;
      /** The teams do the same work around the clock: what the rule needs holds in each, and each passes leads on. */
      readonly follows?: true;
    };

export interface Rule {
  readonly rule: RuleId;
  readonly when: Condition;
  readonly then: RuleAction;
}

export type RuleAction =
  | {
      readonly kind: 'assign';
      /** A team, a template over features such as `sdr-{region}`, or only the current owner of a related record. */
      readonly to: string | { readonly ownerOf: Ownership };
      /** The lead uses up no turn. */
      readonly charged?: false;
      /** Caps are ignored. */
      readonly capped?: false;
      /** Names an SLA row, which overrides the first matching one. */
      readonly sla?: string;
      /** Attributes of the rep that must include the lead's value: `territory`, `language`, `product` … */
      readonly need: readonly string[];
      /** Entries of `need` that may be dropped, in this order, when nobody matches. */
      readonly relax: readonly string[];
      readonly priority: Priority;
      readonly closed: ClosedPolicy;
      /** Where to go when nobody in the team can ever take it: the next matching rule, a team or a review queue. */
      readonly otherwise:
        | { readonly kind: 'next' }
        | { readonly kind: 'team'; readonly id: TeamId }
        | { readonly kind: 'queue'; readonly id: QueueId };
    }
  | { readonly kind: 'close'; readonly reason: string }
  | { readonly kind: 'nurture'; readonly track: string; readonly owner: RepId; readonly afterSeconds: number };
