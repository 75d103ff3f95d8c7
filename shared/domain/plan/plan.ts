import type { Calendar } from '../business-hours/calendar.ts';
import type { QueueId, RepId, TeamId } from '../ids.ts';
import type { AnswerRules } from './answer-rules.ts';
import type { Capacity } from './capacity.ts';
import type { Condition } from './condition.ts';
import type { Expectation } from './expectation.ts';
import type { HandoffRule } from './handoff.ts';
import type { CrmRules } from './lifecycle.ts';
import type { Limits } from './limits.ts';
import type { PrivacyRules } from './privacy.ts';
import type { RecyclingRules } from './recycling.ts';
import type { Layer } from './rule.ts';
import type { Team } from './team.ts';
import type { TouchedBy } from './touched-by.ts';

/**
 * A compiled routing plan: checked, with defaults filled in and all durations in seconds.
 * It is compiled from the YAML file that RevOps writes, and published as an immutable version.
 */
export interface Plan {
  /** The plan's name, `inbound`. */
  readonly plan: string;
  /** The person accountable for the plan and for leads that no rule covers. */
  readonly owner: RepId;
  readonly change?: { readonly why: string; readonly expect?: string; readonly review?: string };
  /** Who is accountable for a lead until it is routed, and how many seconds routing may take. */
  readonly beforeAssignment: { readonly owner: RepId; readonly withinSeconds: number };
  /** When leads are assigned first, by kind of touchpoint in lower case. Absent: all of them on entry. */
  readonly assignOn?: { readonly byTouch: Readonly<Record<string, AssignMoment>>; readonly otherwise: AssignMoment };
  readonly fields: Readonly<Record<string, FieldDefinition>>;
  readonly scoring: Scoring;
  readonly calendars: Readonly<Record<string, Calendar>>;
  readonly teams: Readonly<Record<TeamId, Team>>;
  readonly queues: Readonly<Record<QueueId, ReviewQueue>>;
  /** The first matching row wins. The last row has no condition, so one always matches. */
  readonly slas: readonly Sla[];
  readonly ladders: Readonly<Record<string, readonly LadderStep[]>>;
  /** What counts as a contact with the person. Absent: the default. */
  readonly touchedBy?: TouchedBy;
  /** How much of a slot a lead takes once its owner works on it. Absent: all. */
  readonly capacity?: Capacity;
  /** What the CRM says about a person. Absent: only deals that were won count. */
  readonly crm?: CrmRules;
  readonly limits: Limits;
  /**
   * A working lead without activity for `quietSeconds` of working time, or for `quietDays` working days, goes through the
   * steps of `then`. The step `recycle` moves it to nurture for `reason`.
   */
  readonly working: {
    readonly quietSeconds: number;
    readonly quietDays?: number;
    readonly then: readonly QuietLeadStep[];
    readonly reason: string;
  };
  /** What an owner does after the first response. The first matching row applies; without one, nothing is asked. */
  readonly cadences: readonly Cadence[];
  readonly manual: { readonly overCap: 'with_reason' | 'never'; readonly onBreach: 'tell_only' };
  /** What happens to a rep's leads when a leave of at least `longerThanSeconds` starts. */
  readonly away: {
    readonly untouched: 'reassign' | 'keep';
    readonly working: 'reassign' | 'keep';
    readonly longerThanSeconds: number;
    /** Leads that are reassigned, and those for this rep only, go to the rep's backup first. Absent: to the team. */
    readonly then?: 'backup';
  };
  /**
   * What happens to the open leads of a rep who has left, and who then has their accounts: their manager. Absent: nobody.
   */
  readonly left: { readonly open: 'reassign' | 'manager'; readonly accounts?: 'manager' };
  /** Whether an account matched only by name counts before a person confirms it. Absent: it does not. */
  readonly accounts?: { readonly match: 'certain' | 'name' };
  readonly layers: readonly Layer[];
  /** The review queue for leads that no rule matches. A lead that reaches it shows a gap in the plan. */
  readonly otherwise: QueueId;
  /** What must hold for every lead: proved or refuted by a check of the plan, never asked when a lead is routed. */
  readonly expect: readonly Expectation[];
  /** Where a lead goes once its owner has qualified it. The first matching row applies; without one the lead stays. */
  readonly handoff: readonly HandoffRule[];
  readonly answers: AnswerRules;
  readonly recycling: RecyclingRules;
  readonly privacy: PrivacyRules;
}

/** When a lead is assigned first: as soon as it is routed, or once its score has reached `mql`. */
export const ASSIGN_MOMENTS = ['entry', 'mql'] as const;
export type AssignMoment = (typeof ASSIGN_MOMENTS)[number];

/**
 * A custom field of the plan: the values it accepts and, under `alias`, the words that forms use for them.
 * A `range` holds numbers and buckets such as `100-999`, a `pick` one of its values, a `text` any text.
 */
export type FieldDefinition =
  | { readonly type: 'text'; readonly alias: Readonly<Record<string, string>> }
  | { readonly type: 'range'; readonly alias: Readonly<Record<string, string>> }
  | { readonly type: 'pick'; readonly values: readonly string[]; readonly alias: Readonly<Record<string, string>> };

/** Points for who the lead is (fit) and for what the lead did (behaviour), and the thresholds for the sum. */
export interface Scoring {
  readonly fit: { readonly max: number; readonly points: readonly ScoringPoint[] };
  readonly behaviour: {
    readonly max: number;
    /** Seconds in which the points of a touchpoint halve. Absent: they do not decay. */
    readonly halfLifeSeconds?: number;
    readonly points: readonly ScoringPoint[];
  };
  /** Bands from the highest threshold down. The last one also holds every score below its threshold. */
  readonly bands: readonly { readonly band: string; readonly from: number }[];
  readonly mql: number;
  readonly sql: number;
}

/** Adds `add` points when the condition holds. For behaviour, once per touchpoint, at most `atMost` times. */
export interface ScoringPoint {
  readonly when: Condition;
  readonly add: number;
  readonly atMost?: number;
}

export interface ReviewQueue {
  readonly id: QueueId;
  readonly owner: RepId;
  /** How often its leads are reviewed, in seconds. */
  readonly reviewSeconds: number;
  /** After how many seconds in the queue its owner and the plan's owner are told of a lead. Absent: never. */
  readonly alarmSeconds?: number;
}

export interface Sla {
  readonly sla: string;
  /** Absent: matches every lead. */
  readonly when?: Condition;
  /** Seconds of the owner's working time from assignment until the first response is due. */
  readonly firstTouchSeconds: number;
  /** Seconds of working time before the deadline at which the rep and the manager are warned. */
  readonly warnSeconds?: number;
  readonly ladder: string;
}

/** The attempts to reach a person who does not reply, and what happens after the last one. */
export interface Cadence {
  readonly cadence: string;
  /** Absent: matches every lead. */
  readonly when?: Condition;
  /** The owner's working days after the first response on which the second and each later attempt is due; rising. */
  readonly attemptDays: readonly number[];
  /** Working days after the last attempt. */
  readonly giveUpDays: number;
  readonly then: 'recycle' | 'catch_all';
  /** The nurture reason when `then` is `recycle`. */
  readonly reason: string;
}

/** Who a ladder step can notify. */
export const ESCALATION_TARGETS = ['rep', 'manager', 'plan_owner'] as const;
export type EscalationTarget = (typeof ESCALATION_TARGETS)[number];

/** One step of a ladder, due `afterSeconds` of working time after the breach. */
export type LadderStep =
  | { readonly afterSeconds: number; readonly tell: EscalationTarget }
  | { readonly afterSeconds: number; readonly reassign: 'team' };

/** A step for a quiet working lead: remind the rep, notify the manager, move it to the catch-all or to nurture. */
export const QUIET_LEAD_STEPS = ['nudge', 'manager', 'catch_all', 'recycle'] as const;
export type QuietLeadStep = (typeof QUIET_LEAD_STEPS)[number];
