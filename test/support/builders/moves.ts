import type { Instant } from '../../../shared/domain/instant.ts';
import type { EventData, EventType } from '../../../shared/domain/lead/events.ts';
import { holdOf, incrementNurtureCount, type Lead } from '../../../shared/domain/lead/lead.ts';
import type { Stage } from '../../../shared/domain/lead/stage.ts';
import {
  createInitialTransition,
  type LeadPatch,
  type Transition,
  transition,
} from '../../../shared/domain/lead/transition.ts';
import type { Priority } from '../../../shared/domain/plan/rule.ts';
import type { Admission, LeadChange } from '../../../shared/ports/lead-store.ts';
import { MONDAY, minutesAfterMonday } from './moment.ts';
import { uniqueId } from './unique-id.ts';

/** Makes any one transition of a lead. Whatever happens next is due in an hour. */
export function makeTransition<Type extends EventType>(
  lead: Lead,
  type: Type,
  options: {
    readonly data: EventData<Type>;
    readonly stage?: Stage;
    readonly at?: Instant;
    readonly patch?: LeadPatch;
  },
): Transition {
  const { data, stage = lead.stage, at = MONDAY, patch } = options;
  return transition(lead, { type, data, stage, at, patch, eventId: uniqueId('evt') });
}

/** Receives a lead. */
export function receiveLead(overrides: Partial<Omit<Lead, 'stage'>> & { readonly routeBy?: Instant } = {}): Transition {
  const { routeBy = minutesAfterMonday(1), ...lead } = overrides;
  const receivedAt = lead.receivedAt ?? MONDAY;
  return createInitialTransition(
    {
      id: uniqueId('lead'),
      epoch: 0,
      source: 'demo-form',
      receivedAt,
      test: false,
      features: { touch: 'demo_request', band: 'hot' },
      touchpoints: [{ touch: 'demo_request', source: 'demo-form', at: receivedAt }],
      previousHolders: [],
      reassignments: 0,
      nurtureCounts: {},
      contacts: [],
      credited: [],
      guessedFields: [],
      externalIds: [],
      stage: { state: 'received', routeBy, attempts: 0, accountable: 'dana' },
      ...lead,
    },
    { data: { source: 'demo-form', touch: 'demo_request', test: false }, at: receivedAt, eventId: uniqueId('evt') },
  );
}

/** Routes the lead to a team queue. */
export function routeToTeam(
  lead: Lead,
  options: {
    readonly team?: string;
    readonly priority?: Priority;
    readonly since?: Instant;
    readonly lookAgainAt?: Instant;
  } = {},
): Transition {
  const { team = 'sdr', priority = 'normal', since = lead.receivedAt, lookAgainAt = minutesAfterMonday(5) } = options;
  return makeTransition(lead, 'LeadRouted', {
    data: { plan: 1, rule: 'demo', layer: 'territory', team, priority },
    stage: {
      state: 'waiting',
      place: 'team',
      workItem: { team, priority, since, ...(lead.importList && { importList: lead.importList.source }) },
      because: 'queued',
      lookAgainAt,
      fallBackAt: minutesAfterMonday(60),
      accountable: 'mia',
    },
  });
}

/** No cap; the current day in Berlin. */
const UNCAPPED_ADMISSION: Admission = { day: '2026-11-23' };

/** Assigns the lead to a rep. */
export function assignToRep(
  lead: Lead,
  options: {
    readonly rep?: string;
    readonly team?: string;
    readonly at?: Instant;
    readonly weight?: number;
    readonly placedBy?: 'system' | 'person';
    readonly admission?: Admission;
    readonly decision?: string;
  } = {},
): LeadChange {
  const {
    rep = 'kim',
    team = 'sdr',
    at = MONDAY,
    weight = 1,
    placedBy = 'system',
    admission = UNCAPPED_ADMISSION,
  } = options;
  const epoch = lead.epoch + 1;
  const taken = holdOf(lead) !== undefined && placedBy === 'system';
  const transition = makeTransition(lead, 'LeadAssigned', {
    at,
    data: { rep, team, epoch, placedBy, because: 'turn', decision: options.decision },
    patch: { epoch, previousHolders: addOwnerToHolders(lead), reassignments: lead.reassignments + (taken ? 1 : 0) },
    stage: {
      state: 'assigned',
      owner: rep,
      team,
      placedBy,
      assignedAt: at,
      weight,
      decision: options.decision,
      revision: 1,
      sla: 'demo',
      deadlines: [
        { at: minutesAfterMonday(45), kind: 'warn' },
        { at: minutesAfterMonday(60), kind: 'breach' },
        { at: minutesAfterMonday(60), kind: 'escalate', whom: 'manager' },
        { at: minutesAfterMonday(90), kind: 'reassign' },
      ],
      nextDeadline: 0,
    },
  });
  return { ...transition, admission };
}

/** Starts seeking another owner in the team after the deadline passed. */
export function seekOwner(
  lead: Lead,
  options: { readonly lookAgainAt?: Instant; readonly since?: Instant } = {},
): Transition {
  if (lead.stage.state !== 'assigned') throw new Error('another owner can be sought only for an assigned lead');
  const { owner: rep, team } = lead.stage;
  const workItem = { team, priority: 'urgent', since: options.since ?? lead.receivedAt } as const;
  return makeTransition(lead, 'ReassignmentSought', {
    data: { rep, team, epoch: lead.epoch },
    stage: {
      ...lead.stage,
      nextDeadline: 4,
      seeking: {
        workItem,
        lookAgainAt: options.lookAgainAt ?? minutesAfterMonday(91),
        fallBackAt: minutesAfterMonday(150),
      },
    },
  });
}

/** Records the first response of the owner. */
export function makeFirstResponse(
  lead: Lead,
  options: { readonly at?: Instant; readonly quietAt?: Instant; readonly weight?: number } = {},
): Transition {
  if (lead.stage.state !== 'assigned') throw new Error('only an assigned lead can get a first response');
  const { owner, team, placedBy, assignedAt } = lead.stage;
  const { at = minutesAfterMonday(10), quietAt = minutesAfterMonday(7200), weight = lead.stage.weight } = options;
  return makeTransition(lead, 'FirstResponseMade', {
    at,
    data: { rep: owner, epoch: lead.epoch, how: 'email_sent' },
    stage: {
      ...{ state: 'working', owner, team, placedBy, assignedAt, weight, revision: 2 },
      ...{ firstResponseAt: at, wasBreached: false, isQualified: false, quietAt, quietStep: 0 },
    },
  });
}

/** Declines the lead: it goes back to the team queue. */
export function declineLead(
  lead: Lead,
  options: { readonly team?: string; readonly since?: Instant } = {},
): Transition {
  const { team = 'sdr', since = lead.receivedAt } = options;
  const rep = holdOf(lead)?.rep ?? 'nobody';
  return makeTransition(lead, 'LeadDeclined', {
    data: { rep, team, epoch: lead.epoch, reason: 'cannot_take' },
    patch: { previousHolders: addOwnerToHolders(lead) },
    stage: {
      ...{ state: 'waiting', place: 'team', workItem: { team, priority: 'normal', since }, because: 'declined' },
      ...{ lookAgainAt: minutesAfterMonday(5), fallBackAt: minutesAfterMonday(60), accountable: 'mia' },
    },
  });
}

/** Moves the lead to nurture until a date. */
export function nurtureLead(lead: Lead, options: { readonly returnAt?: Instant } = {}): Transition {
  return makeTransition(lead, 'LeadNurtured', {
    data: { track: 'newsletter', because: 'cold' },
    patch: { previousHolders: addOwnerToHolders(lead), nurtureCounts: incrementNurtureCount(lead, 'cold') },
    stage: {
      state: 'nurturing',
      track: 'newsletter',
      returnAt: options.returnAt ?? minutesAfterMonday(43_200),
      accountable: 'dana',
    },
  });
}

/** Recycles the lead: it goes back to routing. */
export function recycleLead(lead: Lead, options: { readonly routeBy?: Instant } = {}): Transition {
  return makeTransition(lead, 'LeadRecycled', {
    data: { because: 'date', cycle: 1 },
    stage: { state: 'received', routeBy: options.routeBy ?? minutesAfterMonday(60), attempts: 0, accountable: 'dana' },
  });
}

/** Sends the lead to the catch-all queue with a review date. */
export function sendToQueue(lead: Lead, options: { readonly lookAgainAt?: Instant } = {}): Transition {
  const lookAgainAt = options.lookAgainAt ?? minutesAfterMonday(10_080);
  return makeTransition(lead, 'LeadSentToQueue', {
    data: { queue: 'catch-all', because: 'nobody_fits' },
    patch: { previousHolders: addOwnerToHolders(lead) },
    stage: {
      state: 'waiting',
      place: 'queue',
      queue: 'catch-all',
      because: 'nobody_fits',
      lookAgainAt,
      accountable: 'dana',
    },
  });
}

/** Closes the lead. */
export function closeLead(
  lead: Lead,
  options: { readonly outcome?: 'converted' | 'disqualified' | 'merged' } = {},
): Transition {
  const { outcome = 'converted' } = options;
  return makeTransition(lead, 'LeadClosed', {
    data: { outcome },
    stage: { state: 'closed', outcome, closedAt: MONDAY, owner: holdOf(lead)?.rep },
  });
}

/** Returns the previous holders after the current owner loses the lead. */
export function addOwnerToHolders(lead: Lead): readonly string[] {
  const owner = holdOf(lead)?.rep;
  return owner && !lead.previousHolders.includes(owner) ? [...lead.previousHolders, owner] : lead.previousHolders;
}
