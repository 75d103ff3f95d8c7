import type { Relation } from '../accounts/ownership.ts';
import type { Calendar } from '../business-hours/calendar.ts';
import type { QueueId, RepId, RuleId, TeamId } from '../ids.ts';
import type { Condition } from './condition.ts';
import type { Recycling } from './recycling.ts';

/**
 * A routing plan as the rest of Baton sees it: checked, defaults filled in, all durations in seconds.
 * It is made from the YAML file a RevOps lead writes and published as one immutable version.
 */
export interface Plan {
  /** The plan's name, `inbound`. */
  readonly plan: string;
  /** The person who answers for the plan and for what no rule covers. */
  readonly owner: RepId;
  readonly change?: { readonly why: string; readonly expect?: string; readonly review?: string };
  /** Who answers for a lead until routing is done, and how many seconds routing may take. */
  readonly beforeAssignment: { readonly owner: RepId; readonly withinSeconds: number };
  readonly fields: Readonly<Record<string, FieldDefinition>>;
  readonly scoring: Scoring;
  readonly calendars: Readonly<Record<string, Calendar>>;
  readonly teams: Readonly<Record<TeamId, Team>>;
  readonly queues: Readonly<Record<QueueId, Queue>>;
  /** First row that fits wins; the last row has no condition, so that one always fits. */
  readonly slas: readonly Sla[];
  readonly ladders: Readonly<Record<string, readonly LadderStep[]>>;
  /** How often a lead may be reassigned by robots before it goes to the catch-all queue, or rests for `reason`. */
  readonly limits: { readonly reassign: number; readonly then: 'catch_all' | 'recycle'; readonly reason: string };
  /** A lead in work that shows nothing new for `quietSeconds` of working time is asked about, step by step; recycled, it rests for `reason`. */
  readonly working: { readonly quietSeconds: number; readonly then: readonly QuietStep[]; readonly reason: string };
  readonly manual: { readonly overCap: 'with_reason' | 'never'; readonly onBreach: 'tell_only' };
  /** What happens to a rep's leads at the start of a leave of at least `longerThanSeconds`. */
  readonly away: {
    readonly untouched: 'reassign' | 'keep';
    readonly working: 'reassign' | 'keep';
    readonly longerThanSeconds: number;
  };
  /** What happens to the open leads of a rep who has left. */
  readonly left: { readonly open: 'reassign' | 'manager' };
  /** Whether a company found by its name alone counts before a person has confirmed it; absent: it does not. */
  readonly accounts?: { readonly match: 'certain' | 'name' };
  readonly layers: readonly Layer[];
  /** The queue for leads that no rule wants; reaching it is a gap in the plan. */
  readonly otherwise: QueueId;
  /** Where a lead goes that its owner has qualified; the first that fits. Where none does, it stays. */
  readonly handoff: readonly HandoffRule[];
  readonly answers: {
    /** `keep`: the rep pays for the declined lead; `give_back`: the turn comes back. */
    readonly cannotTake: { readonly charge: 'keep' | 'give_back' };
    /** Reasons a rep may give for a misroute, and whether the turn comes back. */
    readonly wrongForMe: { readonly ask: readonly string[]; readonly credit: 'give_back' | 'keep' };
  };
  readonly recycling: Recycling;
}

/**
 * How a field of the plan's own is read: which values it takes and, under `alias`, which words forms use for them.
 * A `range` holds numbers and buckets such as `100-999`, a `pick` one of its values, a `text` anything.
 */
export type FieldDefinition =
  | { readonly type: 'text'; readonly alias: Readonly<Record<string, string>> }
  | { readonly type: 'range'; readonly alias: Readonly<Record<string, string>> }
  | { readonly type: 'pick'; readonly values: readonly string[]; readonly alias: Readonly<Record<string, string>> };

/** Points for who the lead is (fit) and for what the lead did (behaviour), and what the sums mean. */
export interface Scoring {
  readonly fit: { readonly max: number; readonly points: readonly ScoringPoint[] };
  readonly behaviour: {
    readonly max: number;
    /** A touch is worth half its points after so many seconds, a quarter after twice as many; absent: it keeps them. */
    readonly halfLifeSeconds?: number;
    readonly points: readonly ScoringPoint[];
  };
  /** Bands from the highest threshold down; the last one also holds every score below its own. */
  readonly bands: readonly { readonly band: string; readonly from: number }[];
  readonly mql: number;
  readonly sql: number;
}

/** `add` points when the condition holds; for behaviour counted once a touch, `atMost` times. */
export interface ScoringPoint {
  readonly when: Condition;
  readonly add: number;
  readonly atMost?: number;
}

/** How a team takes turns. */
export type Turn = 'round_robin' | 'weighted' | 'least_loaded';

export interface Team {
  readonly id: TeamId;
  readonly manager: RepId;
  /** The calendar its reps work by, unless a rep has one of their own. */
  readonly hours: string;
  readonly turn: Turn;
  /** Before any turn it goes to the owner of its territory, or to who answers for its account, if they are in the team. */
  readonly ownerFirst?: 'territory' | 'account';
  /** `band`: a ledger for each band, so that nobody gets only the cold ones. */
  readonly fairBy: 'team' | 'band';
  /** Leads a rep may hold open, and be given in one day of their own zone; absent means no limit. */
  readonly cap: { readonly open?: number; readonly day?: number };
  /** The team that takes over when nobody here can. */
  readonly backup?: TeamId;
}

export interface Queue {
  readonly id: QueueId;
  readonly owner: RepId;
  /** How often what waits here is looked at again, in seconds. */
  readonly reviewSeconds: number;
}

export interface Sla {
  readonly sla: string;
  /** Absent: fits every lead. */
  readonly when?: Condition;
  /** Working seconds of the owner, from assignment, until the first touch is due. */
  readonly firstTouchSeconds: number;
  /** Working seconds before the deadline at which the rep and the manager are warned. */
  readonly warnSeconds?: number;
  readonly ladder: string;
}

/** One step after the breach, so many working seconds after it. */
export type LadderStep =
  | { readonly afterSeconds: number; readonly tell: 'rep' | 'manager' | 'plan_owner' }
  | { readonly afterSeconds: number; readonly reassign: 'team' };

/** What is done with a lead in work that went quiet: remind the rep, tell the manager, give it to the catch-all, let it rest. */
export type QuietStep = 'nudge' | 'manager' | 'catch_all' | 'recycle';

export interface Layer {
  readonly layer: string;
  readonly rules: readonly Rule[];
}

/** The name of the SLA that a hand-off brings. */
export const HANDOFF_SLA = 'handoff';

/** To which team a qualified lead goes, and on which clock. */
export interface HandoffRule {
  readonly on: 'qualified';
  /** Absent: every lead. */
  readonly when?: Condition;
  /** A team, or a template over features such as `ae-{region}`. */
  readonly to: string;
  /** Lists of the rep's that must hold the lead's value. */
  readonly need: readonly string[];
  /** Working seconds of who is given it until the first touch is due, and before that the warning. */
  readonly firstTouchSeconds: number;
  readonly warnSeconds?: number;
  /** Working seconds after which it goes back, unless it has been accepted or touched. */
  readonly acceptWithinSeconds: number;
  /** Where it goes when nobody of the team can take it, or it came back too often. */
  readonly otherwise: { readonly kind: 'team'; readonly id: TeamId } | { readonly kind: 'queue'; readonly id: QueueId };
  /** How often it may be refused or ignored; with the last time it goes to `otherwise`. */
  readonly times: number;
}

/** Most urgent first. */
export const PRIORITIES = ['urgent', 'high', 'normal', 'low'] as const;
export type Priority = (typeof PRIORITIES)[number];

/** What is done with a lead while its team is closed: wait, or wake another team when the wait would be too long. */
export type ClosedPolicy =
  | { readonly kind: 'hold' }
  | { readonly kind: 'wake'; readonly team: TeamId; readonly withinSeconds: number };

export interface Rule {
  readonly rule: RuleId;
  readonly when: Condition;
  readonly then: RuleAction;
}

export type RuleAction =
  | {
      readonly kind: 'assign';
      /** A team, a template over features such as `sdr-{region}`, or only the one to whom it belongs already. */
      readonly to: string | { readonly ownerOf: Relation };
      /** It takes no turn. */
      readonly charged?: false;
      /** Caps do not keep it from anybody. */
      readonly capped?: false;
      /** Names an SLA row, overriding the first that fits. */
      readonly sla?: string;
      /** Lists of the rep's that must hold the lead's value, `territory`, `language`, `product` … */
      readonly need: readonly string[];
      /** Those of `need` that may be dropped, in this order, when nobody fits. */
      readonly relax: readonly string[];
      readonly priority: Priority;
      readonly closed: ClosedPolicy;
      /** Where to go when nobody in the team can ever take it: the next rule that fits, a team or a queue. */
      readonly otherwise:
        | { readonly kind: 'next' }
        | { readonly kind: 'team'; readonly id: TeamId }
        | { readonly kind: 'queue'; readonly id: QueueId };
    }
  | { readonly kind: 'close'; readonly reason: string }
  | { readonly kind: 'nurture'; readonly track: string; readonly owner: RepId; readonly afterSeconds: number };
