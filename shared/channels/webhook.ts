import type { Instant } from '../domain/instant.ts';
import { cycleCountOf } from '../domain/lead/lead.ts';
import type { Notification } from '../ports/notifier.ts';
import { signWebhook } from '../runtime/auth/signatures.ts';
import type { ChannelSender, SendResult } from './channel-sender.ts';

/** Time limit for a receiver's answer, in milliseconds. */
const TIMEOUT_MILLISECONDS = 10_000;

/** By this status a receiver says that it will never take a message again. Others may pass. */
const GONE = 410;

/** Returns the environment's secrets for notifications, `whsec_…`, newest first. */
type ReadSecrets = () => Promise<readonly string[]>;

/** Creates what posts notifications as webhooks (https://www.standardwebhooks.com), signed with each secret. */
export function createWebhookSender(readSecrets: ReadSecrets): ChannelSender {
  return (notification, { address, now }) => postNotification(notification, { address, now, readSecrets });
}

async function postNotification(
  notification: Notification,
  { address, now, readSecrets }: { readonly address: string; readonly now: Instant; readonly readSecrets: ReadSecrets },
): Promise<SendResult> {
  const body = JSON.stringify(messageOf(notification, now));
  const headers = signWebhook(await readSecrets(), { id: notification.id, at: now, body });
  const answer = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
    // A redirect would pass the person's data to another receiver.
    redirect: 'error',
    signal: AbortSignal.timeout(TIMEOUT_MILLISECONDS),
  });
  // The body is not read: it may repeat what was sent.
  await answer.body?.cancel();
  if (answer.status === GONE) return { outcome: 'refused', because: 'gone' };
  if (!answer.ok) throw new Error(`the notification receiver answered ${answer.status}`);
  return { outcome: 'sent' };
}

/** Returns the message as receivers get it. docs/notifications.md describes it. */
function messageOf(notice: Notification, now: Instant) {
  const { lead, person, history, occasion, to, dueAt, contacts, links } = notice;
  return {
    type: `lead.${occasion}`,
    timestamp: now,
    data: {
      to,
      dueAt,
      contacts: contacts && { left: contacts.left, from: contacts.freeAt },
      links,
      lead: {
        id: lead.id,
        epoch: lead.epoch,
        state: lead.stage.state,
        owner: lead.accountable,
        source: lead.source,
        receivedAt: lead.receivedAt,
        submittedAt: lead.submittedAt,
        cycle: cycleCountOf(lead),
        score: lead.score,
        rule: lead.routing?.route.rule,
        features: lead.features,
        touchpoints: lead.touchpoints,
      },
      person,
      history: history.map(({ at, type, actor, data }) => ({ at, type, actor, data })),
    },
  };
}
