import type { Deadline } from '../follow-up/sla.ts';
import type { QueueId, RepId, TeamId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import type { Priority } from '../plan/plan.ts';

/** A lead's place in a team's queue; drained by priority, then age. */
export interface WorkItem {
  readonly team: TeamId;
  readonly priority: Priority;
  readonly since: Instant;
  /** The list in whose own queue it stands, behind those of no list. */
  readonly list?: string;
}

/** Names the queue of a team, or that of a list in a team. */
export function queueNameOf({ team, list }: Pick<WorkItem, 'team' | 'list'>): string {
  return list === undefined ? team : `${team}#${list}`;
}

export interface Received {
  readonly state: 'received';
  /** When routing must be done. */
  readonly routeBy: Instant;
  /** How often routing has been re-driven. */
  readonly attempts: number;
  readonly accountable: RepId;
  /** Whom a lead that came back is for, if they can take it. */
  readonly backTo?: LastOwner;
}

/** Who was in touch with the person last, and in which team they had the lead. */
interface LastOwner {
  readonly rep: RepId;
  readonly team: TeamId;
}

export interface WaitingForTeam {
  readonly state: 'waiting';
  readonly place: 'team';
  readonly work: WorkItem;
  /** Why nobody has it yet: `queued`, `all_closed`, `all_full`. */
  readonly because: string;
  readonly lookAgainAt: Instant;
  /** When a full team has had it long enough and the next target is tried. */
  readonly fallBackAt: Instant;
  readonly accountable: RepId;
}

export interface WaitingInQueue {
  readonly state: 'waiting';
  readonly place: 'queue';
  readonly queue: QueueId;
  readonly because: string;
  /** The review date. */
  readonly lookAgainAt: Instant;
  readonly accountable: RepId;
}

/** A lead's stay in a team's queue, be it that nobody has it or that another owner is sought. */
export type PlaceInQueue = Pick<WaitingForTeam, 'work' | 'lookAgainAt' | 'fallBackAt'>;

/** What an assignment is, whether the lead is still untouched or in work. */
interface Held {
  readonly owner: RepId;
  readonly team: TeamId;
  readonly placedBy: 'robot' | 'person';
  readonly assignedAt: Instant;
  /** Slots it takes of the owner's cap. */
  readonly weight: number;
  readonly notifiedAt?: Instant;
  /** Id of the batch decision that chose the owner. */
  readonly decision?: string;
  /** It took no turn of the team's ledger, so there is none to give back. */
  readonly charged?: false;
  /** The band in which its turn was taken; a turn that is given back goes there, whatever the lead is by then. */
  readonly band?: string;
  /** Grows when the deadlines are computed anew; a timer for an older one does nothing. */
  readonly revision: number;
}

export interface Assigned extends Held {
  readonly state: 'assigned';
  readonly sla: string;
  /** The touch from which its clock runs, when one put it under a stricter SLA; else that is the assignment. */
  readonly clockFrom?: Instant;
  readonly deadlines: readonly Deadline[];
  /** Index of the next deadline that has not been acted on. */
  readonly next: number;
  readonly warnedAt?: Instant;
  readonly breachedAt?: Instant;
  /** Set while another owner is sought: the old one keeps the lead until then, and a late touch wins. */
  readonly seeking?: PlaceInQueue;
}

export interface Working extends Held {
  readonly state: 'working';
  readonly firstTouchAt: Instant;
  readonly breached: boolean;
  readonly qualified: boolean;
  /** When it has gone quiet, and which step of the plan's list comes then. */
  readonly quietAt: Instant;
  readonly quietStep: number;
  /** Start of the owner's leave, if work in progress is to be handed over then. */
  readonly leaveAt?: Instant;
}

export interface Nurturing {
  readonly state: 'nurturing';
  readonly track: string;
  /** Why it rests: a reason of the plan's recycling, or the rule that sent it there. */
  readonly reason?: string;
  readonly since?: Instant;
  readonly returnAt: Instant;
  /** Interest brought its date forward. */
  readonly early?: true;
  readonly accountable: RepId;
  readonly lastOwner?: LastOwner;
}

export type Outcome =
  | 'converted'
  | 'disqualified'
  | 'screened'
  | 'merged'
  | 'exhausted'
  | 'forgotten'
  | 'test'
  | 'observed';

export interface Closed {
  readonly state: 'closed';
  readonly outcome: Outcome;
  readonly reason?: string;
  /** What a conversion was worth, in the company's own currency, and the CRM's id of the opportunity. */
  readonly amount?: number;
  readonly opportunity?: string;
  readonly closedAt: Instant;
  /** Who had it last, for credit. */
  readonly owner?: RepId;
}

export type Waiting = WaitingForTeam | WaitingInQueue;
export type Stage = Received | Waiting | Assigned | Working | Nurturing | Closed;
export type LeadState = Stage['state'];
