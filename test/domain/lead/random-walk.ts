import type { EventType } from '../../../shared/domain/lead/events.ts';
import { holdOf, type Lead } from '../../../shared/domain/lead/lead.ts';
import type { WaitingForTeam } from '../../../shared/domain/lead/stage.ts';
import type { Transition } from '../../../shared/domain/lead/transition.ts';
import { mayHappen } from '../../../shared/domain/lead/transitions.ts';
import { minutes } from '../../support/builders/moment.ts';
import {
  assigned,
  closed,
  declined,
  givenUp,
  move,
  nurtured,
  received,
  routed,
  sentToQueue,
  sought,
  touchedFirst,
} from '../../support/builders/moves.ts';

/** Makes one transition of a lead, if possible in its stage; `choice` selects among the reps and teams. */
type Move = (lead: Lead, choice: number) => Transition | undefined;

const REPS = ['kim', 'lou', 'ann'];
const TEAMS = ['sdr', 'ae'];
const pick = (from: readonly string[], choice: number): string => from[choice % from.length] ?? 'nobody';
const ownerOf = (lead: Lead) => ({ rep: holdOf(lead)?.rep ?? 'nobody', epoch: lead.epoch });

const waitingIn = (team: string): WaitingForTeam => ({
  ...{ state: 'waiting', place: 'team', work: { team, priority: 'normal', since: minutes(0) }, because: 'queued' },
  ...{ lookAgainAt: minutes(5), fallBackAt: minutes(60), accountable: 'mia' },
});
const receivedAgain = { state: 'received', routeBy: minutes(1), attempts: 0, accountable: 'dana' } as const;

/** An event about the owner that does not move the lead. */
const note =
  (type: 'RepNotified' | 'SlaWarned' | 'SlaBreached'): Move =>
  (lead) =>
    move(lead, type, { data: ownerOf(lead) });

/** One move for each event that can follow the first. The real state machine checks each. */
const MOVES: { readonly [Type in Exclude<EventType, 'LeadReceived'>]: Move } = {
  LeadTouched: (lead) => move(lead, 'LeadTouched', { data: { source: 'demo-form', touch: 'webinar' } }),
  RoutingRetried: (lead) => move(lead, 'RoutingRetried', { data: { attempt: 1, because: 'late' } }),
  LeadRouted: (lead, choice) => routed(lead, { team: pick(TEAMS, choice) }),
  LeadScreened: (lead) =>
    move(lead, 'LeadScreened', {
      data: { plan: 1, rule: 'jobs', reason: 'not_a_buyer' },
      stage: { state: 'closed', outcome: 'screened', closedAt: minutes(0) },
    }),
  LeadNurtured: (lead) => nurtured(lead),
  LeadReturned: (lead) =>
    move(lead, 'LeadReturned', {
      data: { because: 'date', cycle: 1 },
      patch: { reassignments: 0 },
      stage: receivedAgain,
    }),
  LeadReconsidered: (lead) =>
    move(lead, 'LeadReconsidered', { data: { queue: 'catch-all', because: 'touch' }, stage: receivedAgain }),
  AccountDecided: (lead) => {
    const stage = lead.stage.state === 'waiting' ? receivedAgain : lead.stage;
    return move(lead, 'AccountDecided', { data: { because: 'confirmed', account: 'acme' }, stage });
  },
  LeadHeld: (lead) => move(lead, 'LeadHeld', { data: { team: 'sdr', because: 'all_full' } }),
  LeadFellBack: (lead, choice) => {
    const team = pick(TEAMS, choice);
    const { stage } = lead;
    const data = { from: 'sdr', team, because: 'nobody_fits' };
    if (stage.state === 'waiting' && stage.place === 'team')
      return move(lead, 'LeadFellBack', { data, stage: { ...stage, work: { ...stage.work, team } } });
    if (stage.state !== 'assigned' || !stage.seeking) return undefined;
    const seeking = { ...stage.seeking, work: { ...stage.seeking.work, team } };
    return move(lead, 'LeadFellBack', { data, stage: { ...stage, seeking } });
  },
  LeadSentToQueue: (lead) => sentToQueue(lead),
  ReviewDue: (lead) => move(lead, 'ReviewDue', { data: { queue: 'catch-all' } }),
  LeadAssigned: (lead, choice) =>
    assigned(lead, {
      rep: pick(REPS, choice),
      team: pick(TEAMS, choice),
      placedBy: choice % 2 === 0 ? 'robot' : 'person',
    }),
  RepNotified: note('RepNotified'),
  SlaWarned: note('SlaWarned'),
  SlaBreached: note('SlaBreached'),
  LeadEscalated: (lead) => move(lead, 'LeadEscalated', { data: { ...ownerOf(lead), to: 'mia', because: 'ladder' } }),
  ReassignmentSought: (lead) => sought(lead),
  DeadlineMoved: (lead) => move(lead, 'DeadlineMoved', { data: { ...ownerOf(lead), revision: 2, because: 'leave' } }),
  FirstTouchMade: (lead) => touchedFirst(lead),
  LeadWorked: (lead) => move(lead, 'LeadWorked', { data: { ...ownerOf(lead), how: 'meeting' } }),
  ContactNoted: (lead) => move(lead, 'ContactNoted', { data: { how: 'call' } }),
  LeadQualified: (lead) => {
    const { stage } = lead.stage.state === 'assigned' ? touchedFirst(lead).after : lead;
    return move(lead, 'LeadQualified', { data: ownerOf(lead), stage });
  },
  LeadHandedOff: (lead, choice) => {
    const team = pick(TEAMS, choice);
    const data = { ...ownerOf(lead), team };
    return move(lead, 'LeadHandedOff', { data, patch: { holders: givenUp(lead) }, stage: waitingIn(team) });
  },
  HandoffAccepted: (lead) => move(lead, 'HandoffAccepted', { data: ownerOf(lead) }),
  HandoffReturned: (lead) => {
    const data = { ...ownerOf(lead), team: 'sdr', to: 'kim', because: 'declined' };
    return move(lead, 'HandoffReturned', { data, patch: { holders: givenUp(lead) }, stage: waitingIn('sdr') });
  },
  OwnerObserved: (lead, choice) => move(lead, 'OwnerObserved', { data: { rep: pick(REPS, choice) } }),
  LeadWentQuiet: (lead) => move(lead, 'LeadWentQuiet', { data: { ...ownerOf(lead), step: 'nudge' } }),
  LeadDeclined: (lead, choice) => declined(lead, { team: pick(TEAMS, choice) }),
  LeadMisrouted: (lead) =>
    move(lead, 'LeadMisrouted', {
      data: { ...ownerOf(lead), reason: 'territory' },
      patch: { holders: givenUp(lead) },
      stage: receivedAgain,
    }),
  LeadReleased: (lead, choice) => {
    const team = pick(TEAMS, choice);
    const data = { ...ownerOf(lead), team, because: 'left' };
    return move(lead, 'LeadReleased', { data, patch: { holders: givenUp(lead) }, stage: waitingIn(team) });
  },
  LeadClosed: (lead) => closed(lead),
};

/** All event types except the first. */
export const LATER_EVENTS = Object.keys(MOVES) as readonly (keyof typeof MOVES)[];

/** Simulates a lead's history: each number selects one of the moves that the table allows, until the lead is closed. */
export function walk(choices: readonly number[]): readonly [Transition, ...Transition[]] {
  const steps: [Transition, ...Transition[]] = [received()];
  for (const choice of choices) {
    const lead = steps.at(-1)?.after;
    if (!lead || lead.stage.state === 'closed') break;
    const allowed = LATER_EVENTS.filter((type) => mayHappen(type, lead.stage.state));
    const type = allowed[choice % allowed.length];
    const next = type && MOVES[type](lead, Math.floor(choice / allowed.length));
    if (next) steps.push(next);
  }
  return steps;
}
