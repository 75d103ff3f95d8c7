import { firstResponseDueAt, postponeDeadline } from '../../domain/follow-up/sla.ts';
import { acceptWithinSecondsOf } from '../../domain/handoff/handoff.ts';
import type { LeadId, RepId } from '../../domain/ids.ts';
import { addSeconds, type Instant, secondsBetween } from '../../domain/instant.ts';
import type { EventType, LeadEvent } from '../../domain/lead/events.ts';
import { ANSWER_LINK_TTL_SECONDS, GRACE_SECONDS } from '../../domain/lead/grace-periods.ts';
import { holdOf, type Lead } from '../../domain/lead/lead.ts';
import type { Assigned } from '../../domain/lead/stage.ts';
import { transition } from '../../domain/lead/transition.ts';
import { contactBudgetOf } from '../../domain/nurture/contact-budget.ts';
import type { Notification } from '../../ports/notifier.ts';
import { managerOf, planOf } from '../assignment/assignment-terms.ts';
import type { Deps } from '../deps.ts';
import { saveTransition } from '../save-transition.ts';

type NotifyDeps = Pick<Deps, 'leads' | 'notifier' | 'answerLinks' | 'newId' | 'plans'>;

/** How many events of a lead's history a notification carries, newest kept. */
const MAX_HISTORY_EVENTS = 100;

/** The events that cause a notification, and its occasion. */
export const NOTIFICATION_OCCASIONS: Partial<Record<EventType, Notification['occasion']>> = {
  LeadAssigned: 'assigned',
  SlaWarned: 'warned',
  LeadEscalated: 'escalated',
  LeadWentQuiet: 'quiet',
  LeadSentToQueue: 'queued',
  ReviewDue: 'queued',
  HandoffReturned: 'returned',
};

/** `withheld`: in shadow mode, so nothing about the lead may leave Baton. */
export type NotifyOutcome = 'notified' | 'suppressed' | 'nothing_to_notify';

/**
 * Notifies the owner of a new lead, with its history and the answer links, and records that they were notified. The
 * notification's id is derived from the assignment, so the receiver drops a repeat.
 * @throws when the receiver does not accept it; the `notify` deadline makes it retry.
 */
export async function notifyOwner(leadId: LeadId, now: Instant, deps: NotifyDeps): Promise<NotifyOutcome> {
  const lead = await deps.leads.load(leadId);
  if (lead?.stage.state !== 'assigned' || lead.stage.notifiedAt !== undefined) return 'nothing_to_notify';
  const { epoch } = lead;
  const id = `${lead.id}.${epoch}.assigned`;
  const outcome = await sendNotification({ lead, to: lead.stage.owner, occasion: 'assigned', id, now }, deps);
  if (outcome === 'suppressed') return outcome;
  const saved = await saveTransition<'changed_meanwhile'>(
    leadId,
    (current) => {
      const { stage } = current;
      if (stage.state !== 'assigned' || current.epoch !== epoch || stage.notifiedAt !== undefined)
        return { refused: 'changed_meanwhile' };
      return { change: recordNotification(current, stage, now, deps.newId()) };
    },
    deps,
  );
  return saved.outcome === 'done' ? 'notified' : 'nothing_to_notify';
}

function recordNotification(lead: Lead, stage: Assigned, now: Instant, eventId: string) {
  const pending = stage.deadlines.findIndex(
    (deadline, index) => index >= stage.nextDeadline && deadline.kind === 'notify',
  );
  const deadlines = pending < 0 ? stage.deadlines : stage.deadlines.filter((_, index) => index !== pending);
  return transition(lead, {
    type: 'RepNotified',
    data: { rep: stage.owner, epoch: lead.epoch },
    at: now,
    eventId,
    stage: { ...stage, notifiedAt: now, deadlines },
  });
}

/**
 * Postpones a notification that was not accepted, twice as long each time, so that the rest of the ladder never waits
 * for a receiver that is down.
 */
export async function postponeNotification(
  leadId: LeadId,
  now: Instant,
  deps: Pick<Deps, 'leads' | 'newId'>,
): Promise<void> {
  await saveTransition<'changed_meanwhile'>(
    leadId,
    (lead) => {
      const { stage } = lead;
      if (stage.state !== 'assigned' || stage.deadlines[stage.nextDeadline]?.kind !== 'notify')
        return { refused: 'changed_meanwhile' };
      const at = addSeconds(now, Math.max(GRACE_SECONDS.notification, secondsBetween(stage.assignedAt, now)));
      return {
        change: transition(lead, {
          type: 'DeadlineMoved',
          data: { rep: stage.owner, epoch: lead.epoch, revision: stage.revision, because: 'not_notified' },
          at: now,
          eventId: deps.newId(),
          stage: { ...stage, deadlines: postponeDeadline(stage.deadlines, stage.nextDeadline, at) },
        }),
      };
    },
    deps,
  );
}

/**
 * Notifies the people concerned of an event of a lead: a warning, an escalation, a quiet lead. Reads the event from the
 * timeline, which is always right. An event overtaken by an answer or a new owner causes no notification.
 * @throws when the receiver does not accept the notification.
 */
export async function notifyOfEvent(
  leadId: LeadId,
  eventId: string,
  now: Instant,
  deps: NotifyDeps,
): Promise<NotifyOutcome> {
  const lead = await deps.leads.load(leadId);
  const event = (await deps.leads.timeline(leadId)).find(({ id }) => id === eventId);
  if (!lead || !event) return 'nothing_to_notify';
  if (event.type === 'LeadAssigned') return notifyOwner(leadId, now, deps);
  const hold = holdOf(lead);
  const occasion = NOTIFICATION_OCCASIONS[event.type];
  if (event.type === 'HandoffReturned') return notifyHandoffGiver(lead, event, now, deps);
  if (occasion === 'queued') return notifyQueueOwner(lead, event, now, deps);
  if (!hold || !occasion || !('epoch' in event.data) || event.data.epoch !== lead.epoch) return 'nothing_to_notify';
  if (lead.stage.state === 'working' && event.type !== 'LeadWentQuiet') return 'nothing_to_notify';
  const plan = await planOf(lead, deps);
  const manager = plan && (await managerOf(hold.team, plan, deps));
  let outcome: NotifyOutcome = 'notified';
  for (const to of new Set(recipientsOf(event, hold.rep, manager))) {
    outcome = await sendNotification({ lead, to, occasion, id: `${event.id}.${to}`, now }, deps);
  }
  return outcome;
}

/**
 * Notifies the owner of a review queue of a lead that entered it or is due for review there, unless the lead has moved
 * since.
 */
async function notifyQueueOwner(lead: Lead, event: LeadEvent, now: Instant, deps: NotifyDeps): Promise<NotifyOutcome> {
  if (lead.lastEvent !== event.id || lead.accountable === undefined) return 'nothing_to_notify';
  const to = lead.accountable;
  return sendNotification({ lead, to, occasion: 'queued', id: `${event.id}.${to}`, now }, deps);
}

/** Notifies the rep who handed a lead off that it was not accepted, unless somebody else has it by now. */
async function notifyHandoffGiver(
  lead: Lead,
  event: Extract<LeadEvent, { type: 'HandoffReturned' }>,
  now: Instant,
  deps: NotifyDeps,
): Promise<NotifyOutcome> {
  const { to } = event.data;
  if (lead.stage.state === 'closed' || (holdOf(lead)?.rep ?? to) !== to) return 'nothing_to_notify';
  return sendNotification({ lead, to, occasion: 'returned', id: `${event.id}.${to}`, now }, deps);
}

function recipientsOf(event: LeadEvent, owner: RepId, manager: RepId | undefined): readonly RepId[] {
  if (event.type === 'LeadEscalated') return [event.data.to];
  if (event.type === 'SlaWarned') return manager ? [owner, manager] : [owner];
  if (event.type === 'LeadWentQuiet') return event.data.step === 'manager' && manager ? [manager] : [owner];
  return [];
}

async function sendNotification(
  notice: {
    readonly lead: Lead;
    readonly to: RepId;
    readonly occasion: Notification['occasion'];
    readonly id: string;
    readonly now: Instant;
  },
  deps: NotifyDeps,
): Promise<'notified' | 'suppressed'> {
  const { lead, to, occasion, id, now } = notice;
  const { stage } = lead;
  const owner = stage.state === 'assigned' || stage.state === 'working' ? stage.owner : undefined;
  const allLinks =
    to === owner
      ? await deps.answerLinks.createLinks({
          lead: lead.id,
          epoch: lead.epoch,
          rep: to,
          expiresAt: addSeconds(now, ANSWER_LINK_TTL_SECONDS),
        })
      : {};
  const { accepted, ...others } = allLinks;
  const links =
    accepted !== undefined && acceptWithinSecondsOf(lead, to) !== undefined ? { accepted, ...others } : others;
  const [person, history, plan] = await Promise.all([
    deps.leads.person(lead.id),
    deps.leads.timeline(lead.id),
    planOf(lead, deps),
  ]);
  const contacts = plan && contactBudgetOf(lead, plan.recycling, now);
  const dueAt = stage.state === 'assigned' ? firstResponseDueAt(stage.deadlines) : undefined;
  const sent = await deps.notifier.send(
    { id, occasion, to, lead, person, history: history.slice(-MAX_HISTORY_EVENTS), dueAt, contacts, links },
    now,
  );
  return sent === 'sent' ? 'notified' : sent;
}
