import type { QueueId, RepId, TeamId } from '../ids.ts';
import type { EventType, LeadEvent } from './events.ts';
import { addPreviousHolder, holdOf, incrementNurtureCount, type Lead, workItemOf } from './lead.ts';
import { LEAD_STATES, type LeadOutcome, type LeadState, OPEN_LEAD_STATES } from './stage.ts';

/**
 * The part of a lead that can be rebuilt from its timeline alone: its state and its owner. `replay` of the events must
 * equal `lifecycleStateOf` the stored lead; otherwise the audit trail disagrees with the state.
 */
export interface LifecycleState {
  readonly state: LeadState;
  readonly version: number;
  readonly epoch: number;
  readonly owner?: RepId;
  /** The team that holds it or, if nobody does, the team whose queue it is in. */
  readonly team?: TeamId;
  readonly queue?: QueueId;
  /** The team in which another owner is being sought while the current owner still has it. */
  readonly seeking?: TeamId;
  readonly previousHolders: readonly RepId[];
  readonly reassignments: number;
  readonly nurtureCounts: Lead['nurtureCounts'];
  readonly outcome?: LeadOutcome;
}

type FromState = LeadState | 'nothing';

/** The states in which each event may happen. Every write condition is derived from this table. */
export const TRANSITIONS: Readonly<Record<EventType, readonly FromState[]>> = {
  LeadReceived: ['nothing'],
  TouchpointAdded: OPEN_LEAD_STATES,
  RoutingRetried: ['received'],
  LeadRouted: ['received'],
  LeadScreened: ['received'],
  LeadNurtured: ['received', 'assigned', 'working', 'nurturing'],
  LeadRecycled: ['nurturing'],
  LeadReconsidered: ['waiting'],
  AccountDecided: OPEN_LEAD_STATES,
  LeadHeld: ['waiting', 'assigned'],
  SurgeBegan: ['waiting', 'assigned'],
  SurgeEnded: ['waiting', 'assigned'],
  LeadFellBack: ['waiting', 'assigned'],
  LeadSentToQueue: OPEN_LEAD_STATES,
  ReviewDue: ['waiting'],
  LeadAssigned: OPEN_LEAD_STATES,
  RepNotified: ['assigned'],
  RepNotReached: ['assigned'],
  SlaWarned: ['assigned'],
  SlaBreached: ['assigned'],
  LeadEscalated: ['assigned'],
  ReassignmentSought: ['assigned'],
  DeadlineMoved: ['assigned', 'working'],
  FirstResponseMade: ['assigned'],
  LeadWorked: ['working'],
  ContactNoted: OPEN_LEAD_STATES,
  LeadQualified: ['assigned', 'working'],
  LeadHandedOff: ['assigned', 'working'],
  HandoffAccepted: ['assigned'],
  HandoffReturned: ['assigned'],
  IncumbentOwnerReported: OPEN_LEAD_STATES,
  DealMoved: OPEN_LEAD_STATES,
  AttemptDue: ['working'],
  LeadWentQuiet: ['working'],
  LeadDeclined: ['assigned', 'working'],
  LeadMisrouted: ['assigned', 'working'],
  CreditReviewed: LEAD_STATES,
  LeadReleased: ['assigned', 'working'],
  LeadClosed: OPEN_LEAD_STATES,
  LeadForgotten: LEAD_STATES,
  ContactForbidden: OPEN_LEAD_STATES,
};

/** Whether an event may happen to a lead in this state (`undefined`: the lead does not exist yet). */
export function canHappen(type: EventType, state: LeadState | undefined): boolean {
  return TRANSITIONS[type].includes(state ?? 'nothing');
}

/**
 * Applies one event to a lifecycle state.
 * @throws if the table does not allow the event or the timeline has a gap. Both are defects, never expected failures.
 */
export function applyEvent(before: LifecycleState | undefined, event: LeadEvent): LifecycleState {
  if (!canHappen(event.type, before?.state))
    throw new Error(`${event.type} cannot happen to a lead in ${before?.state ?? 'nothing'}`);
  if (event.seq !== (before?.version ?? 0) + 1)
    throw new Error(`timeline of ${event.lead} has a gap before ${event.seq}`);
  const state: LifecycleState = before ?? {
    state: 'received',
    version: 0,
    epoch: 0,
    previousHolders: [],
    reassignments: 0,
    nurtureCounts: {},
  };
  return { ...state, ...changesOf(event, state), version: event.seq };
}

/** Rebuilds a lead's lifecycle state from its whole timeline. */
export function replayTimeline(events: readonly LeadEvent[]): LifecycleState | undefined {
  return events.reduce<LifecycleState | undefined>(applyEvent, undefined);
}

/** Returns the lifecycle state of a stored lead. */
export function lifecycleStateOf(lead: Lead): LifecycleState {
  const hold = holdOf(lead);
  const work = workItemOf(lead);
  const { stage } = lead;
  return {
    state: stage.state,
    version: lead.version,
    epoch: lead.epoch,
    owner: hold?.rep,
    team: hold?.team ?? work?.team,
    queue: stage.state === 'waiting' && stage.place === 'queue' ? stage.queue : undefined,
    seeking: hold && work?.team,
    previousHolders: lead.previousHolders,
    reassignments: lead.reassignments,
    nurtureCounts: lead.nurtureCounts,
    outcome: stage.state === 'closed' ? stage.outcome : undefined,
  };
}

const NO_OWNER_OR_QUEUE = { owner: undefined, team: undefined, queue: undefined, seeking: undefined } as const;

/** Adds the last owner to the previous holders. */
function addOwnerToHolders(before: LifecycleState): Pick<LifecycleState, 'previousHolders'> {
  return { previousHolders: addPreviousHolder(before, before.owner) };
}

function changesOf(event: LeadEvent, before: LifecycleState): Partial<LifecycleState> {
  switch (event.type) {
    case 'LeadReceived':
      return { state: 'received' };
    case 'LeadRecycled':
      return { ...NO_OWNER_OR_QUEUE, state: 'received', reassignments: 0 };
    case 'LeadReconsidered':
      return { ...NO_OWNER_OR_QUEUE, state: 'received' };
    case 'AccountDecided':
      return before.state === 'waiting' && !event.data.stays ? { ...NO_OWNER_OR_QUEUE, state: 'received' } : {};
    case 'LeadMisrouted':
      return { ...NO_OWNER_OR_QUEUE, ...addOwnerToHolders(before), state: 'received' };
    case 'LeadRouted':
      return { ...NO_OWNER_OR_QUEUE, state: 'waiting', team: event.data.team };
    case 'LeadFellBack':
      return before.owner ? { seeking: event.data.team } : { team: event.data.team };
    case 'LeadDeclined':
    case 'LeadHandedOff':
    case 'HandoffReturned':
    case 'LeadReleased':
      return { ...NO_OWNER_OR_QUEUE, ...addOwnerToHolders(before), state: 'waiting', team: event.data.team };
    case 'LeadSentToQueue':
      return { ...NO_OWNER_OR_QUEUE, ...addOwnerToHolders(before), state: 'waiting', queue: event.data.queue };
    case 'LeadNurtured':
      return {
        ...NO_OWNER_OR_QUEUE,
        ...addOwnerToHolders(before),
        state: 'nurturing',
        nurtureCounts: incrementNurtureCount(before, event.data.because),
      };
    case 'LeadScreened':
      return { ...NO_OWNER_OR_QUEUE, state: 'closed', outcome: 'screened' };
    case 'LeadClosed':
      return { ...NO_OWNER_OR_QUEUE, state: 'closed', outcome: event.data.outcome };
    case 'LeadForgotten':
      return before.state === 'closed' ? {} : { ...NO_OWNER_OR_QUEUE, state: 'closed', outcome: 'forgotten' };
    case 'ContactForbidden':
      return { ...NO_OWNER_OR_QUEUE, state: 'closed', outcome: 'do_not_contact' };
    case 'LeadAssigned': {
      const isReassignment = before.owner !== undefined && event.data.placedBy === 'system';
      return {
        ...NO_OWNER_OR_QUEUE,
        ...addOwnerToHolders(before),
        state: 'assigned',
        owner: event.data.rep,
        team: event.data.team,
        epoch: event.data.epoch,
        reassignments: before.reassignments + (isReassignment ? 1 : 0),
      };
    }
    case 'ReassignmentSought':
      return { seeking: event.data.team };
    case 'FirstResponseMade':
    case 'LeadQualified':
      return { state: 'working', seeking: undefined };
    default:
      return {};
  }
}
