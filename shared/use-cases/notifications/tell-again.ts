import type { LeadId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Lead } from '../../domain/lead/lead.ts';
import { type Notice, refuseSent } from '../../domain/notifications/notice.ts';
import type { NoticeStore } from '../../ports/notice-store.ts';
import { saveTransition } from '../save-transition.ts';
import { endIfListed, isOvertaken, type NotifyOutcome, recordNotification } from './notify-rep.ts';
import { loadSubject, type NotifyDeps, sendNotification } from './send-notification.ts';

/** A notification that a channel had taken and did not deliver. */
interface Undelivered {
  readonly lead: LeadId;
  readonly notice: string;
  readonly channel: string;
  /** Reason code. */
  readonly because: string;
}

/**
 * Sends a notification by the person's next channel, after it turned out that it was not delivered by the one that had
 * taken it. Does nothing if the lead has moved on meanwhile, and nothing when told twice.
 * @throws when the notification is still being sent, or no channel works at the moment.
 */
export async function tellAgain(
  undelivered: Undelivered,
  now: Instant,
  deps: NotifyDeps & { readonly notices: NoticeStore },
): Promise<NotifyOutcome> {
  const { lead: leadId, notice: id } = undelivered;
  const known = await deps.notices.get(leadId, id);
  if (known?.status === 'sending') throw new Error('the notification is still being sent');
  const refused = known && refuseSent(known, undelivered, now);
  if (refused === undefined) return 'nothing_to_notify';
  if (refused !== known) await deps.notices.save(refused);
  const lead = await deps.leads.load(leadId);
  if (lead === undefined || (await endIfListed(lead, now, deps))) return 'nothing_to_notify';
  return refused.occasion === 'assigned' ? tellOwner(lead, refused, now, deps) : tellOfEvent(lead, refused, now, deps);
}

async function tellOwner(lead: Lead, notice: Notice, now: Instant, deps: NotifyDeps): Promise<NotifyOutcome> {
  const { id, to, occasion } = notice;
  const isTheirs = ({ id: lead, epoch, stage }: Lead) =>
    stage.state === 'assigned' && stage.owner === to && id === `${lead}.${epoch}.${occasion}` ? stage : undefined;
  if (isTheirs(lead) === undefined) return 'nothing_to_notify';
  const outcome = await sendNotification({ ...(await loadSubject({ lead }, deps)), to, occasion, id, now }, deps);
  if (outcome !== 'not_reached') return outcome;
  await saveTransition<'changed_meanwhile'>(
    lead,
    (current) => {
      const stage = isTheirs(current);
      if (stage === undefined) return { refused: 'changed_meanwhile' };
      return { change: recordNotification(current, stage, { type: 'RepNotReached', at: now, eventId: deps.newId() }) };
    },
    deps,
  );
  return outcome;
}

async function tellOfEvent(lead: Lead, notice: Notice, now: Instant, deps: NotifyDeps): Promise<NotifyOutcome> {
  const { id, to, occasion } = notice;
  const timeline = await deps.leads.timeline(lead.id);
  const event = timeline.find((one) => id === `${one.id}.${to}`);
  if (event === undefined || isOvertaken(event, lead)) return 'nothing_to_notify';
  const subject = await loadSubject({ lead, timeline }, deps);
  return sendNotification({ ...subject, to, occasion, id, now }, deps);
}
