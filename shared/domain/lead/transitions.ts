import type { QueueId, RepId, TeamId } from '../ids.ts';
import type { EventType, LeadEvent } from './events.ts';
import { holdersAfter, holdOf, type Lead, restsAfter, workItemOf } from './lead.ts';
import type { LeadState, Outcome } from './stage.ts';

/**
 * The part of a lead that can be rebuilt from its timeline alone: its state and its owner. `replay` of the events must
 * equal `standingOf` the stored lead; otherwise the audit trail disagrees with the state.
 */
export interface Standing {
  readonly state: LeadState;
  readonly version: number;
  readonly epoch: number;
  readonly owner?: RepId;
  /** The team that holds it or, if nobody does, the team whose queue it is in. */
  readonly team?: TeamId;
  readonly queue?: QueueId;
  /** The team in which another owner is being sought while the current owner still has it. */
  readonly seeking?: TeamId;
  readonly holders: readonly RepId[];
  readonly reassignments: number;
  readonly rests: Lead['rests'];
  readonly outcome?: Outcome;
}

type From = LeadState | 'nothing';

/** The states in which each event may happen. Every write condition is derived from this table. */
export const TRANSITIONS: Readonly<Record<EventType, readonly From[]>> = {
  LeadReceived: ['nothing'],
  LeadTouched: ['received', 'waiting', 'assigned', 'working', 'nurturing'],
  RoutingRetried: ['received'],
  LeadRouted: ['received'],
  LeadScreened: ['received'],
  LeadNurtured: ['received', 'assigned', 'working', 'nurturing'],
  LeadReturned: ['nurturing'],
  LeadReconsidered: ['waiting'],
  AccountDecided: ['received', 'waiting', 'assigned', 'working', 'nurturing'],
  LeadHeld: ['waiting', 'assigned'],
  LeadFellBack: ['waiting', 'assigned'],
  LeadSentToQueue: ['received', 'waiting', 'assigned', 'working', 'nurturing'],
  ReviewDue: ['waiting'],
  LeadAssigned: ['received', 'waiting', 'assigned', 'working', 'nurturing'],
  RepNotified: ['assigned'],
  SlaWarned: ['assigned'],
  SlaBreached: ['assigned'],
  LeadEscalated: ['assigned'],
  ReassignmentSought: ['assigned'],
  DeadlineMoved: ['assigned', 'working'],
  FirstTouchMade: ['assigned'],
  LeadWorked: ['working'],
  ContactNoted: ['received', 'waiting', 'assigned', 'working', 'nurturing'],
  LeadQualified: ['assigned', 'working'],
  LeadHandedOff: ['assigned', 'working'],
  HandoffAccepted: ['assigned'],
  HandoffReturned: ['assigned'],
  OwnerObserved: ['received', 'waiting', 'assigned', 'working', 'nurturing'],
  LeadWentQuiet: ['working'],
  LeadDeclined: ['assigned', 'working'],
  LeadMisrouted: ['assigned', 'working'],
  LeadReleased: ['assigned', 'working'],
  LeadClosed: ['received', 'waiting', 'assigned', 'working', 'nurturing'],
};

/** Whether an event may happen to a lead in this state (`undefined`: the lead does not exist yet). */
export function mayHappen(type: EventType, state: LeadState | undefined): boolean {
  return TRANSITIONS[type].includes(state ?? 'nothing');
}

/**
 * Applies one event to a lifecycle state.
 * @throws if the table does not allow the event or the timeline has a gap. Both are defects, never expected failures.
 */
export function applyEvent(before: Standing | undefined, event: LeadEvent): Standing {
  if (!mayHappen(event.type, before?.state))
    throw new Error(`${event.type} cannot happen to a lead in ${before?.state ?? 'nothing'}`);
  if (event.seq !== (before?.version ?? 0) + 1)
    throw new Error(`timeline of ${event.lead} has a gap before ${event.seq}`);
  const base: Standing = before ?? {
    state: 'received',
    version: 0,
    epoch: 0,
    holders: [],
    reassignments: 0,
    rests: {},
  };
  return { ...base, ...changeBy(event, base), version: event.seq };
}

/** Rebuilds a lead's lifecycle state from its whole timeline. */
export function replay(events: readonly LeadEvent[]): Standing | undefined {
  return events.reduce<Standing | undefined>(applyEvent, undefined);
}

/** Returns the lifecycle state of a stored lead. */
export function standingOf(lead: Lead): Standing {
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
    holders: lead.holders,
    reassignments: lead.reassignments,
    rests: lead.rests,
    outcome: stage.state === 'closed' ? stage.outcome : undefined,
  };
}

const NOWHERE = { owner: undefined, team: undefined, queue: undefined, seeking: undefined } as const;

/** Adds the last owner to the previous holders. */
function givenUp(before: Standing): Pick<Standing, 'holders'> {
  return { holders: holdersAfter(before, before.owner) };
}

function changeBy(event: LeadEvent, before: Standing): Partial<Standing> {
  switch (event.type) {
    case 'LeadReceived':
      return { state: 'received' };
    case 'LeadReturned':
      return { ...NOWHERE, state: 'received', reassignments: 0 };
    case 'LeadReconsidered':
      return { ...NOWHERE, state: 'received' };
    case 'AccountDecided':
      return before.state === 'waiting' && !event.data.stays ? { ...NOWHERE, state: 'received' } : {};
    case 'LeadMisrouted':
      return { ...NOWHERE, ...givenUp(before), state: 'received' };
    case 'LeadRouted':
      return { ...NOWHERE, state: 'waiting', team: event.data.team };
    case 'LeadFellBack':
      return before.owner ? { seeking: event.data.team } : { team: event.data.team };
    case 'LeadDeclined':
    case 'LeadHandedOff':
    case 'HandoffReturned':
    case 'LeadReleased':
      return { ...NOWHERE, ...givenUp(before), state: 'waiting', team: event.data.team };
    case 'LeadSentToQueue':
      return { ...NOWHERE, ...givenUp(before), state: 'waiting', queue: event.data.queue };
    case 'LeadNurtured':
      return { ...NOWHERE, ...givenUp(before), state: 'nurturing', rests: restsAfter(before, event.data.because) };
    case 'LeadScreened':
      return { ...NOWHERE, state: 'closed', outcome: 'screened' };
    case 'LeadClosed':
      return { ...NOWHERE, state: 'closed', outcome: event.data.outcome };
    case 'LeadAssigned': {
      const taken = before.owner !== undefined && event.data.placedBy === 'robot';
      return {
        ...NOWHERE,
        ...givenUp(before),
        state: 'assigned',
        owner: event.data.rep,
        team: event.data.team,
        epoch: event.data.epoch,
        reassignments: before.reassignments + (taken ? 1 : 0),
      };
    }
    case 'ReassignmentSought':
      return { seeking: event.data.team };
    case 'FirstTouchMade':
    case 'LeadQualified':
      return { state: 'working', seeking: undefined };
    default:
      return {};
  }
}
