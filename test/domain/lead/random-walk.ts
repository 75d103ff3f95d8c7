import type { EventType } from '../../../shared/domain/lead/events.ts';
import { holdOf, type Lead } from '../../../shared/domain/lead/lead.ts';
import type { WaitingInTeamQueue } from '../../../shared/domain/lead/stage.ts';
import type { Transition } from '../../../shared/domain/lead/transition.ts';
import { canHappen } from '../../../shared/domain/lead/transitions.ts';
import { minutesAfterMonday } from '../../support/builders/moment.ts';
import {
  addOwnerToHolders,
  assignToRep,
  closeLead,
  declineLead,
  makeFirstResponse,
  makeTransition,
  nurtureLead,
  receiveLead,
  routeToTeam,
  seekOwner,
  sendToQueue,
} from '../../support/builders/moves.ts';

/** Makes one transition of a lead, if possible in its stage; `choice` selects among the reps and teams. */
type HistoryMove = (lead: Lead, choice: number) => Transition | undefined;

const REPS = ['kim', 'lou', 'ann'];
const TEAMS = ['sdr', 'ae'];
const pick = (from: readonly string[], choice: number): string => from[choice % from.length] ?? 'nobody';
const ownerOf = (lead: Lead) => ({ rep: holdOf(lead)?.rep ?? 'nobody', epoch: lead.epoch });

const waitingIn = (team: string): WaitingInTeamQueue => ({
  ...{
    state: 'waiting',
    place: 'team',
    workItem: { team, priority: 'normal', since: minutesAfterMonday(0) },
    because: 'queued',
  },
  ...{ lookAgainAt: minutesAfterMonday(5), fallBackAt: minutesAfterMonday(60), accountable: 'mia' },
});
const receivedAgain = { state: 'received', routeBy: minutesAfterMonday(1), attempts: 0, accountable: 'dana' } as const;

/** An event about the owner that does not move the lead. */
const recordOwnerEvent =
  (type: 'RepNotified' | 'RepNotReached' | 'SlaWarned' | 'SlaBreached'): HistoryMove =>
  (lead) =>
    makeTransition(lead, type, { data: ownerOf(lead) });

/** One move for each event that can follow the first. The real state machine checks each. */
const MOVES: { readonly [Type in Exclude<EventType, 'LeadReceived'>]: HistoryMove } = {
  TouchpointAdded: (lead) =>
    makeTransition(lead, 'TouchpointAdded', { data: { source: 'demo-form', touch: 'webinar' } }),
  RoutingRetried: (lead) => makeTransition(lead, 'RoutingRetried', { data: { attempt: 1, because: 'late' } }),
  LeadRouted: (lead, choice) => routeToTeam(lead, { team: pick(TEAMS, choice) }),
  LeadScreened: (lead) =>
    makeTransition(lead, 'LeadScreened', {
      data: { plan: 1, rule: 'jobs', reason: 'not_a_buyer' },
      stage: { state: 'closed', outcome: 'screened', closedAt: minutesAfterMonday(0) },
    }),
  LeadNurtured: (lead) => nurtureLead(lead),
  LeadRecycled: (lead) =>
    makeTransition(lead, 'LeadRecycled', {
      data: { because: 'date', cycle: 1 },
      patch: { reassignments: 0 },
      stage: receivedAgain,
    }),
  LeadReconsidered: (lead) =>
    makeTransition(lead, 'LeadReconsidered', { data: { queue: 'catch-all', because: 'touch' }, stage: receivedAgain }),
  AccountDecided: (lead) => {
    const stage = lead.stage.state === 'waiting' ? receivedAgain : lead.stage;
    return makeTransition(lead, 'AccountDecided', { data: { because: 'confirmed', account: 'acme' }, stage });
  },
  LeadHeld: (lead) => makeTransition(lead, 'LeadHeld', { data: { team: 'sdr', because: 'all_full' } }),
  SurgeBegan: (lead) => makeTransition(lead, 'SurgeBegan', { data: { team: 'sdr', waiting: 20 } }),
  SurgeEnded: (lead) => makeTransition(lead, 'SurgeEnded', { data: { team: 'sdr', fullPercent: 50 } }),
  LeadFellBack: (lead, choice) => {
    const team = pick(TEAMS, choice);
    const { stage } = lead;
    const data = { from: 'sdr', team, because: 'nobody_fits' };
    if (stage.state === 'waiting' && stage.place === 'team')
      return makeTransition(lead, 'LeadFellBack', { data, stage: { ...stage, workItem: { ...stage.workItem, team } } });
    if (stage.state !== 'assigned' || !stage.seeking) return undefined;
    const seeking = { ...stage.seeking, workItem: { ...stage.seeking.workItem, team } };
    return makeTransition(lead, 'LeadFellBack', { data, stage: { ...stage, seeking } });
  },
  LeadSentToQueue: (lead) => sendToQueue(lead),
  ReviewDue: (lead) => makeTransition(lead, 'ReviewDue', { data: { queue: 'catch-all' } }),
  LeadAssigned: (lead, choice) =>
    assignToRep(lead, {
      rep: pick(REPS, choice),
      team: pick(TEAMS, choice),
      placedBy: choice % 2 === 0 ? 'system' : 'person',
    }),
  RepNotified: recordOwnerEvent('RepNotified'),
  AttemptDue: (lead) => makeTransition(lead, 'AttemptDue', { data: { ...ownerOf(lead), attempt: 2 } }),
  RepNotReached: recordOwnerEvent('RepNotReached'),
  SlaWarned: recordOwnerEvent('SlaWarned'),
  SlaBreached: recordOwnerEvent('SlaBreached'),
  LeadEscalated: (lead) =>
    makeTransition(lead, 'LeadEscalated', { data: { ...ownerOf(lead), to: 'mia', because: 'ladder' } }),
  ReassignmentSought: (lead) => seekOwner(lead),
  DeadlineMoved: (lead) =>
    makeTransition(lead, 'DeadlineMoved', { data: { ...ownerOf(lead), revision: 2, because: 'leave' } }),
  FirstResponseMade: (lead) => makeFirstResponse(lead),
  LeadWorked: (lead) => makeTransition(lead, 'LeadWorked', { data: { ...ownerOf(lead), how: 'meeting' } }),
  CreditReviewed: (lead) =>
    makeTransition(lead, 'CreditReviewed', {
      data: { rep: 'kim', team: 'sdr', credit: 'given', reason: 'territory' },
    }),
  ContactNoted: (lead) => makeTransition(lead, 'ContactNoted', { data: { how: 'call' } }),
  LeadQualified: (lead) => {
    const { stage } = lead.stage.state === 'assigned' ? makeFirstResponse(lead).after : lead;
    return makeTransition(lead, 'LeadQualified', { data: ownerOf(lead), stage });
  },
  LeadHandedOff: (lead, choice) => {
    const team = pick(TEAMS, choice);
    const data = { ...ownerOf(lead), team };
    return makeTransition(lead, 'LeadHandedOff', {
      data,
      patch: { previousHolders: addOwnerToHolders(lead) },
      stage: waitingIn(team),
    });
  },
  HandoffAccepted: (lead) => makeTransition(lead, 'HandoffAccepted', { data: ownerOf(lead) }),
  HandoffReturned: (lead) => {
    const data = { ...ownerOf(lead), team: 'sdr', to: 'kim', because: 'declined' };
    return makeTransition(lead, 'HandoffReturned', {
      data,
      patch: { previousHolders: addOwnerToHolders(lead) },
      stage: waitingIn('sdr'),
    });
  },
  IncumbentOwnerReported: (lead, choice) =>
    makeTransition(lead, 'IncumbentOwnerReported', { data: { rep: pick(REPS, choice) } }),
  DealMoved: (lead, choice) =>
    makeTransition(lead, 'DealMoved', {
      data: { deal: 'hubspot-deal:501', stage: 'contractsent', rep: pick(REPS, choice), via: 'hubspot' },
    }),
  LeadWentQuiet: (lead) => makeTransition(lead, 'LeadWentQuiet', { data: { ...ownerOf(lead), step: 'nudge' } }),
  LeadDeclined: (lead, choice) => declineLead(lead, { team: pick(TEAMS, choice) }),
  LeadMisrouted: (lead) =>
    makeTransition(lead, 'LeadMisrouted', {
      data: { ...ownerOf(lead), reason: 'territory' },
      patch: { previousHolders: addOwnerToHolders(lead) },
      stage: receivedAgain,
    }),
  LeadReleased: (lead, choice) => {
    const team = pick(TEAMS, choice);
    const data = { ...ownerOf(lead), team, because: 'left' };
    return makeTransition(lead, 'LeadReleased', {
      data,
      patch: { previousHolders: addOwnerToHolders(lead) },
      stage: waitingIn(team),
    });
  },
  LeadClosed: (lead) => closeLead(lead),
  LeadForgotten: (lead) =>
    makeTransition(lead, 'LeadForgotten', {
      data: { erasure: 'era_1', because: 'request', ended: true },
      stage: { state: 'closed', outcome: 'forgotten', closedAt: minutesAfterMonday(0) },
      patch: { previousHolders: lead.previousHolders },
    }),
  ContactForbidden: (lead) =>
    makeTransition(lead, 'ContactForbidden', {
      data: { entry: 'dnc_1', because: 'request' },
      stage: { state: 'closed', outcome: 'do_not_contact', closedAt: minutesAfterMonday(0) },
      patch: { previousHolders: lead.previousHolders },
    }),
};

/** All event types except the first. */
export const LATER_EVENTS = Object.keys(MOVES) as readonly (keyof typeof MOVES)[];

/** Simulates a lead's history: each number selects one of the moves that the table allows, until the lead is closed. */
export function simulateHistory(choices: readonly number[]): readonly [Transition, ...Transition[]] {
  const steps: [Transition, ...Transition[]] = [receiveLead()];
  for (const choice of choices) {
    const lead = steps.at(-1)?.after;
    if (!lead || lead.stage.state === 'closed') break;
    const allowed = LATER_EVENTS.filter((type) => canHappen(type, lead.stage.state));
    const type = allowed[choice % allowed.length];
    const next = type && MOVES[type](lead, Math.floor(choice / allowed.length));
    if (next) steps.push(next);
  }
  return steps;
}
