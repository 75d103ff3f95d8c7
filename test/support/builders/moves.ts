import type { Instant } from '../../../shared/domain/instant.ts';
import type { EventData, EventType } from '../../../shared/domain/lead/events.ts';
import { holdOf, type Lead, restsAfter } from '../../../shared/domain/lead/lead.ts';
import type { Stage } from '../../../shared/domain/lead/stage.ts';
import { firstStep, type LeadPatch, step, type Transition } from '../../../shared/domain/lead/transition.ts';
import type { Priority } from '../../../shared/domain/plan/plan.ts';
import type { Admission, LeadChange } from '../../../shared/ports/lead-store.ts';
import { MONDAY, minutes } from './moment.ts';
import { uniqueId } from './unique-id.ts';

/** Makes any one transition of a lead. Whatever happens next is due in an hour. */
export function move<Type extends EventType>(
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
  return step(lead, { type, data, stage, at, patch, eventId: uniqueId('evt') });
}

/** Receives a lead. */
export function received(overrides: Partial<Omit<Lead, 'stage'>> & { readonly routeBy?: Instant } = {}): Transition {
  const { routeBy = minutes(1), ...lead } = overrides;
  const receivedAt = lead.receivedAt ?? MONDAY;
  return firstStep(
    {
      id: uniqueId('lead'),
      epoch: 0,
      source: 'demo-form',
      receivedAt,
      test: false,
      given: { country: 'DE' },
      features: { touch: 'demo_request', band: 'hot' },
      touches: [{ touch: 'demo_request', source: 'demo-form', at: receivedAt }],
      holders: [],
      reassignments: 0,
      rests: {},
      contacts: [],
      credited: [],
      guessed: [],
      externalIds: [],
      stage: { state: 'received', routeBy, attempts: 0, accountable: 'dana' },
      ...lead,
    },
    { data: { source: 'demo-form', touch: 'demo_request', test: false }, at: receivedAt, eventId: uniqueId('evt') },
  );
}

/** Routes the lead to a team queue. */
export function routed(
  lead: Lead,
  options: {
    readonly team?: string;
    readonly priority?: Priority;
    readonly since?: Instant;
    readonly lookAgainAt?: Instant;
  } = {},
): Transition {
  const { team = 'sdr', priority = 'normal', since = lead.receivedAt, lookAgainAt = minutes(5) } = options;
  return move(lead, 'LeadRouted', {
    data: { plan: 1, rule: 'demo', layer: 'territory', team, priority },
    stage: {
      state: 'waiting',
      place: 'team',
      work: { team, priority, since, ...(lead.list && { list: lead.list.source }) },
      because: 'queued',
      lookAgainAt,
      fallBackAt: minutes(60),
      accountable: 'mia',
    },
  });
}

/** No cap; the current day in Berlin. */
const ADMITTED: Admission = { day: '2026-11-23' };

/** Assigns the lead to a rep. */
export function assigned(
  lead: Lead,
  options: {
    readonly rep?: string;
    readonly team?: string;
    readonly at?: Instant;
    readonly weight?: number;
    readonly placedBy?: 'robot' | 'person';
    readonly admission?: Admission;
    readonly decision?: string;
  } = {},
): LeadChange {
  const { rep = 'kim', team = 'sdr', at = MONDAY, weight = 1, placedBy = 'robot', admission = ADMITTED } = options;
  const epoch = lead.epoch + 1;
  const taken = holdOf(lead) !== undefined && placedBy === 'robot';
  const transition = move(lead, 'LeadAssigned', {
    at,
    data: { rep, team, epoch, placedBy, because: 'turn', decision: options.decision },
    patch: { epoch, holders: givenUp(lead), reassignments: lead.reassignments + (taken ? 1 : 0) },
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
        { at: minutes(45), kind: 'warn' },
        { at: minutes(60), kind: 'breach' },
        { at: minutes(60), kind: 'tell', whom: 'manager' },
        { at: minutes(90), kind: 'reassign' },
      ],
      next: 0,
    },
  });
  return { ...transition, admission };
}

/** Starts seeking another owner in the team after the deadline passed. */
export function sought(
  lead: Lead,
  options: { readonly lookAgainAt?: Instant; readonly since?: Instant } = {},
): Transition {
  if (lead.stage.state !== 'assigned') throw new Error('another owner can be sought only for an assigned lead');
  const { owner: rep, team } = lead.stage;
  const work = { team, priority: 'urgent', since: options.since ?? lead.receivedAt } as const;
  return move(lead, 'ReassignmentSought', {
    data: { rep, team, epoch: lead.epoch },
    stage: {
      ...lead.stage,
      next: 4,
      seeking: { work, lookAgainAt: options.lookAgainAt ?? minutes(91), fallBackAt: minutes(150) },
    },
  });
}

/** Records the first response of the owner. */
export function touchedFirst(
  lead: Lead,
  options: { readonly at?: Instant; readonly quietAt?: Instant } = {},
): Transition {
  if (lead.stage.state !== 'assigned') throw new Error('only an assigned lead can get a first response');
  const { owner, team, placedBy, assignedAt, weight } = lead.stage;
  const { at = minutes(10), quietAt = minutes(7200) } = options;
  return move(lead, 'FirstTouchMade', {
    at,
    data: { rep: owner, epoch: lead.epoch, how: 'email_sent' },
    stage: {
      ...{ state: 'working', owner, team, placedBy, assignedAt, weight, revision: 2 },
      ...{ firstTouchAt: at, breached: false, qualified: false, quietAt, quietStep: 0 },
    },
  });
}

/** Declines the lead: it goes back to the team queue. */
export function declined(lead: Lead, options: { readonly team?: string; readonly since?: Instant } = {}): Transition {
  const { team = 'sdr', since = lead.receivedAt } = options;
  const rep = holdOf(lead)?.rep ?? 'nobody';
  return move(lead, 'LeadDeclined', {
    data: { rep, team, epoch: lead.epoch, reason: 'cannot_take' },
    patch: { holders: givenUp(lead) },
    stage: {
      ...{ state: 'waiting', place: 'team', work: { team, priority: 'normal', since }, because: 'declined' },
      ...{ lookAgainAt: minutes(5), fallBackAt: minutes(60), accountable: 'mia' },
    },
  });
}

/** Moves the lead to nurture until a date. */
export function nurtured(lead: Lead, options: { readonly returnAt?: Instant } = {}): Transition {
  return move(lead, 'LeadNurtured', {
    data: { track: 'newsletter', because: 'cold' },
    patch: { holders: givenUp(lead), rests: restsAfter(lead, 'cold') },
    stage: {
      state: 'nurturing',
      track: 'newsletter',
      returnAt: options.returnAt ?? minutes(43_200),
      accountable: 'dana',
    },
  });
}

/** Recycles the lead: it goes back to routing. */
export function returned(lead: Lead, options: { readonly routeBy?: Instant } = {}): Transition {
  return move(lead, 'LeadReturned', {
    data: { because: 'date', cycle: 1 },
    stage: { state: 'received', routeBy: options.routeBy ?? minutes(60), attempts: 0, accountable: 'dana' },
  });
}

/** Sends the lead to the catch-all queue with a review date. */
export function sentToQueue(lead: Lead, options: { readonly lookAgainAt?: Instant } = {}): Transition {
  const lookAgainAt = options.lookAgainAt ?? minutes(10_080);
  return move(lead, 'LeadSentToQueue', {
    data: { queue: 'catch-all', because: 'nobody_fits' },
    patch: { holders: givenUp(lead) },
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
export function closed(
  lead: Lead,
  options: { readonly outcome?: 'converted' | 'disqualified' | 'merged' } = {},
): Transition {
  const { outcome = 'converted' } = options;
  return move(lead, 'LeadClosed', {
    data: { outcome },
    stage: { state: 'closed', outcome, closedAt: MONDAY, owner: holdOf(lead)?.rep },
  });
}

/** Returns the previous holders after the current owner loses the lead. */
export function givenUp(lead: Lead): readonly string[] {
  const owner = holdOf(lead)?.rep;
  return owner && !lead.holders.includes(owner) ? [...lead.holders, owner] : lead.holders;
}
