import { postponeDeadline } from '../../domain/follow-up/sla.ts';
import type { LeadId } from '../../domain/ids.ts';
import { addSeconds, type Instant, secondsBetween } from '../../domain/instant.ts';
import type { EventType, LeadEvent } from '../../domain/lead/events.ts';
import { GRACE_SECONDS } from '../../domain/lead/grace-periods.ts';
import { holdOf, type Lead } from '../../domain/lead/lead.ts';
import type { Assigned } from '../../domain/lead/stage.ts';
import { transition } from '../../domain/lead/transition.ts';
import type { Notification } from '../../ports/notifier.ts';
import type { Deps } from '../deps.ts';
import { endListedLeads } from '../do-not-contact/end-listed-leads.ts';
import { saveTransition, type TransitionResult } from '../save-transition.ts';
import { tellOrHold } from './hold-notification.ts';
import { isQueueAlarm, recipientsOf } from './recipients.ts';
import {
  type LoadedLead,
  loadSubject,
  type NotifyDeps,
  type SendOutcome,
  sendNotification,
} from './send-notification.ts';

/** The events that cause a notification, and its occasion. */
export const NOTIFICATION_OCCASIONS: Partial<Record<EventType, Notification['occasion']>> = {
  LeadAssigned: 'assigned',
  RepNotReached: 'not_reached',
  SlaWarned: 'warned',
  LeadEscalated: 'escalated',
  AttemptDue: 'attempt_due',
  LeadWentQuiet: 'quiet',
  LeadSentToQueue: 'queued',
  ReviewDue: 'queued',
  HandoffReturned: 'returned',
  SurgeBegan: 'surge',
  SurgeEnded: 'surge',
  LeadForgotten: 'forgotten',
  ContactForbidden: 'do_not_contact',
};

export type NotifyOutcome = SendOutcome | 'nothing_to_notify';

/** `saved`: the lead as it was saved, if the notification was recorded on it. */
interface NotifyResult {
  readonly outcome: NotifyOutcome;
  readonly saved?: Lead;
}

/**
 * Notifies the owner of a new lead, with its history and the answer links, and records whether they were reached. The
 * notification's id is derived from the assignment, so a repeat is recognised.
 * @throws when no channel works at the moment; the `notify` deadline makes it retry.
 */
export async function notifyOwner(loaded: LoadedLead, now: Instant, deps: NotifyDeps): Promise<NotifyResult> {
  const { lead } = loaded;
  if (lead.stage.state !== 'assigned' || lead.stage.notifiedAt !== undefined) return { outcome: 'nothing_to_notify' };
  if (await endIfListed(lead, now, deps)) return { outcome: 'nothing_to_notify' };
  const { epoch } = lead;
  const id = `${lead.id}.${epoch}.assigned`;
  const subject = await loadSubject(loaded, deps);
  const outcome = await sendNotification({ ...subject, to: lead.stage.owner, occasion: 'assigned', id, now }, deps);
  if (outcome === 'suppressed') return { outcome };
  const result = await saveTransition<'changed_meanwhile'>(
    lead,
    (current) => {
      const { stage } = current;
      if (stage.state !== 'assigned' || current.epoch !== epoch || stage.notifiedAt !== undefined)
        return { refused: 'changed_meanwhile' };
      const type = outcome === 'notified' ? 'RepNotified' : 'RepNotReached';
      return { change: recordNotification(current, stage, { type, at: now, eventId: deps.newId() }) };
    },
    deps,
  );
  return result.outcome === 'done' ? { outcome, saved: result.lead } : { outcome: 'nothing_to_notify' };
}

/** Returns the transition that records on a new lead whether its owner was reached. */
export function recordNotification(
  lead: Lead,
  stage: Assigned,
  {
    type,
    at,
    eventId,
  }: { readonly type: 'RepNotified' | 'RepNotReached'; readonly at: Instant; readonly eventId: string },
) {
  const pending = stage.deadlines.findIndex(
    (deadline, index) => index >= stage.nextDeadline && deadline.kind === 'notify',
  );
  const deadlines = pending < 0 ? stage.deadlines : stage.deadlines.filter((_, index) => index !== pending);
  return transition(lead, {
    type,
    data: { rep: stage.owner, epoch: lead.epoch },
    at,
    eventId,
    stage: { ...stage, deadlines, ...(type === 'RepNotified' && { notifiedAt: at }) },
  });
}

/**
 * Postpones a notification that was not accepted, twice as long each time, so that the rest of the ladder never waits
 * for a receiver that is down. Does nothing when the lead has another owner meanwhile.
 */
export async function postponeNotification(
  loaded: Lead,
  now: Instant,
  deps: Pick<Deps, 'leads' | 'newId'>,
): Promise<TransitionResult<'changed_meanwhile'>> {
  return saveTransition<'changed_meanwhile'>(
    loaded,
    (lead) => {
      const { stage } = lead;
      if (lead.epoch !== loaded.epoch || stage.state !== 'assigned') return { refused: 'changed_meanwhile' };
      if (stage.deadlines[stage.nextDeadline]?.kind !== 'notify') return { refused: 'changed_meanwhile' };
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
  const { lead, timeline } = await deps.leads.loadWithTimeline(leadId);
  return lead ? notifyOfEvents({ lead, timeline }, [eventId], now, deps) : 'nothing_to_notify';
}

/** As {@link notifyOfEvent}, for several events of a lead that has just been loaded. @returns the last outcome */
export async function notifyOfEvents(
  loaded: LoadedLead,
  eventIds: readonly string[],
  now: Instant,
  deps: NotifyDeps,
): Promise<NotifyOutcome> {
  let { lead } = loaded;
  let outcome: NotifyOutcome = 'nothing_to_notify';
  const timeline = loaded.timeline ?? (eventIds.length > 0 ? await deps.leads.timeline(lead.id) : []);
  for (const eventId of eventIds) {
    const event = timeline.find(({ id }) => id === eventId);
    const result = event && (await notifyConcerned({ lead, timeline }, event, now, deps));
    outcome = result?.outcome ?? 'nothing_to_notify';
    lead = result?.saved ?? lead;
  }
  return outcome;
}

async function notifyConcerned(
  loaded: LoadedLead,
  event: LeadEvent,
  now: Instant,
  deps: NotifyDeps,
): Promise<NotifyResult> {
  if (event.type === 'LeadAssigned') return notifyOwner(loaded, now, deps);
  const occasion = NOTIFICATION_OCCASIONS[event.type];
  if (!occasion || isOvertaken(event, loaded.lead)) return { outcome: 'nothing_to_notify' };
  if (await endIfListed(loaded.lead, now, deps)) return { outcome: 'nothing_to_notify' };
  const subject = await loadSubject(loaded, deps);
  let outcome: NotifyOutcome = 'nothing_to_notify';
  const tell = isQueueAlarm(event) ? sendNotification : tellOrHold;
  for (const to of new Set(await recipientsOf(event, subject, deps)))
    outcome = await tell({ ...subject, to, occasion, id: `${event.id}.${to}`, now, event: event.id }, deps);
  return { outcome };
}

/**
 * Ends a lead whose person was entered in the do-not-contact list while it got its owner. This is the last look before
 * anybody hears of the person.
 */
export async function endIfListed(lead: Lead, now: Instant, deps: NotifyDeps): Promise<boolean> {
  return (await endListedLeads([lead], now, deps)).ended.length > 0;
}

/** Returns whether the lead has moved on, so that nobody needs to know of the event any more. */
export function isOvertaken(event: LeadEvent, lead: Lead): boolean {
  const hold = holdOf(lead);
  switch (event.type) {
    case 'LeadSentToQueue':
    case 'ReviewDue':
      return lead.lastEvent !== event.id;
    case 'SurgeBegan':
    case 'SurgeEnded':
    case 'LeadForgotten':
    case 'ContactForbidden':
      return false;
    case 'HandoffReturned':
      return lead.stage.state === 'closed' || (hold?.rep ?? event.data.to) !== event.data.to;
    default:
      if (!hold || !('epoch' in event.data) || event.data.epoch !== lead.epoch) return true;
      if (event.type === 'AttemptDue')
        return lead.stage.state !== 'working' || lead.stage.cadence?.attempts !== event.data.attempt - 1;
      return lead.stage.state === 'working' && event.type !== 'LeadWentQuiet';
  }
}
