import type { QueueId, RepId, TeamId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import type { Priority } from '../plan/rule.ts';
import type { Deadline } from './deadline.ts';

/** The states of a lead that has not ended. Each has a date by which something must happen. */
export const OPEN_LEAD_STATES = ['received', 'waiting', 'assigned', 'working', 'nurturing'] as const;

/** All states of a lead. */
export const LEAD_STATES = [...OPEN_LEAD_STATES, 'closed'] as const;
export type LeadState = (typeof LEAD_STATES)[number];

/** How a lead can end. */
export const OUTCOMES = [
  'converted',
  'disqualified',
  'screened',
  'merged',
  'exhausted',
  'forgotten',
  'do_not_contact',
  'test',
  'shadow',
] as const;
export type LeadOutcome = (typeof OUTCOMES)[number];

/** Who can act on a lead: Baton itself, or a person. */
export const ACTOR_KINDS = ['system', 'person'] as const;
export type ActorKind = (typeof ACTOR_KINDS)[number];

/** A lead's work item in a team queue. The queue is drained by priority, then by age. */
export interface WorkItem {
  readonly team: TeamId;
  readonly priority: Priority;
  readonly since: Instant;
  /** The import list whose queue it is in. Import lists are served after leads that come from no list. */
  readonly importList?: string;
}

/** Whether two places in queues are the same one. A lead that comes back to a queue gets another place. */
export function isSamePlace(a: WorkItem | undefined, b: WorkItem | undefined): boolean {
  if (!a || !b) return false;
  return queueNameOf(a) === queueNameOf(b) && a.priority === b.priority && a.since === b.since;
}

/** Returns the name of a team's queue, or of an import list's queue within a team. */
export function queueNameOf({ team, importList: list }: Pick<WorkItem, 'team' | 'importList'>): string {
  return list === undefined ? team : `${team}#${list}`;
}

export interface Received {
  readonly state: 'received';
  /** Deadline for routing. */
  readonly routeBy: Instant;
  /** How often routing has been retried. */
  readonly attempts: number;
  readonly accountable: RepId;
  /** The last owner a recycled lead goes back to, if that rep can take it. */
  readonly preferredOwner?: LastOwner;
}

/** The rep who was last in touch with the person, and the team they had the lead in. */
interface LastOwner {
  readonly rep: RepId;
  readonly team: TeamId;
}

/** What is remembered about a lead that is kept for colleagues who are still to come to work. */
export interface SharedWait {
  /** Until when they are awaited at most. */
  readonly until: Instant;
  /** Who had their share of the leads that waited. */
  readonly had: readonly RepId[];
  /** Who was to come. Their share is not added to that of others who come, even if they do not come after all. */
  readonly awaited: readonly RepId[];
}

export interface WaitingInTeamQueue {
  readonly state: 'waiting';
  readonly place: 'team';
  readonly workItem: WorkItem;
  /** Why nobody has it yet: `queued`, `all_closed`, `all_full`. */
  readonly because: string;
  /** Its owner, whose leave took it away, if their backup is to have it. */
  readonly backupFor?: RepId;
  /** While it is kept for colleagues of a rep at work. */
  readonly sharedWait?: SharedWait;
  readonly lookAgainAt: Instant;
  /** When a full team has had it long enough and the next target is tried. */
  readonly fallBackAt: Instant;
  readonly accountable: RepId;
}

export interface WaitingInReviewQueue {
  readonly state: 'waiting';
  readonly place: 'queue';
  readonly queue: QueueId;
  readonly because: string;
  /** The date of the next review. */
  readonly lookAgainAt: Instant;
  /** When it has been here too long, until somebody was told so. Absent: the plan sets no limit. */
  readonly alarmAt?: Instant;
  readonly accountable: RepId;
}

/** A lead's place in a team queue, whether it has no owner or another owner is being sought. */
export type TeamQueuePlace = Pick<WaitingInTeamQueue, 'workItem' | 'lookAgainAt' | 'fallBackAt'>;

/** Fields of every assignment, before and after the first response. */
interface HeldStage {
  readonly owner: RepId;
  readonly team: TeamId;
  readonly placedBy: ActorKind;
  readonly assignedAt: Instant;
  /** Slots it takes up of the owner's cap. */
  readonly weight: number;
  readonly notifiedAt?: Instant;
  /** Id of the batch decision that chose the owner. */
  readonly decision?: string;
  /** False if it took no turn in the team's ledger, so there is no turn to credit back. */
  readonly charged?: false;
  /**
   * The score band its turn was charged to. A turn that is credited back goes to this band, even if the lead's band has
   * changed since.
   */
  readonly band?: string;
  /** Grows each time the deadlines are recomputed. A timer for an earlier revision has no effect. */
  readonly revision: number;
}

export interface Assigned extends HeldStage {
  readonly state: 'assigned';
  readonly sla: string;
  /**
   * The time its clock runs from, if that is not the assignment: that of a touchpoint that put it under a stricter SLA,
   * or that of an earlier assignment whose clock runs on.
   */
  readonly clockStartedAt?: Instant;
  readonly deadlines: readonly Deadline[];
  /** Index of the next ladder step that has not been acted on. */
  readonly nextDeadline: number;
  readonly warnedAt?: Instant;
  readonly breachedAt?: Instant;
  /**
   * Set while another owner is being sought. The current owner keeps the lead until then, and a late first response
   * cancels the search.
   */
  readonly seeking?: TeamQueuePlace;
}

/**
 * How far the owner's attempts to reach the person are. `attempts`: days on which one was made, that of the first response
 * included; `lastOn`: the latest of them, by the owner's calendar. `reminded`:
 * the owner was reminded of the next one. `replied`: the person is in touch, so no more are needed.
 */
export interface CadenceProgress {
  readonly name: string;
  readonly attempts: number;
  readonly lastOn: string;
  readonly state: 'running' | 'reminded' | 'replied';
}

export interface Working extends HeldStage {
  readonly state: 'working';
  readonly firstResponseAt: Instant;
  readonly wasBreached: boolean;
  readonly isQualified: boolean;
  /** When it counts as gone quiet, and the index of the plan's follow-up step that is due then. */
  readonly quietAt: Instant;
  readonly quietStep: number;
  /** Start of the owner's leave, if work in progress is to be handed over then. */
  readonly leaveAt?: Instant;
  /** Set if the plan has a cadence for the lead. */
  readonly cadence?: CadenceProgress;
  /** Nothing shows that there was a contact: a click seconds after the notification, or one that stayed without evidence. */
  readonly isHasty?: true;
  /** While nothing but a click says that there was a contact: until when the plan lets it count. */
  readonly evidenceDueAt?: Instant;
}

export interface Nurturing {
  readonly state: 'nurturing';
  readonly track: string;
  /** Why it is in nurture: a reason from the plan's recycling section, or the rule that sent it there. */
  readonly reason?: string;
  readonly since?: Instant;
  readonly returnAt: Instant;
  /** Set if a touchpoint moved its return date forward. */
  readonly returnsEarly?: true;
  readonly accountable: RepId;
  readonly lastOwner?: LastOwner;
}

export interface Closed {
  readonly state: 'closed';
  readonly outcome: LeadOutcome;
  readonly reason?: string;
  /** Value of the conversion, and the CRM's opportunity id. */
  readonly amount?: number;
  /** Currency of the amount, `USD`. Absent: the company's own. */
  readonly currency?: string;
  readonly opportunity?: string;
  readonly closedAt: Instant;
  /** The last owner, for credit. */
  readonly owner?: RepId;
}

export type Waiting = WaitingInTeamQueue | WaitingInReviewQueue;
export type Stage = Received | Waiting | Assigned | Working | Nurturing | Closed;
