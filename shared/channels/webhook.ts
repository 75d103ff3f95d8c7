import * as z from 'zod';
import type { Instant } from '../domain/instant.ts';
import { cycleCountOf } from '../domain/lead/lead.ts';
import type { Notification } from '../ports/notifier.ts';
import { signWebhook } from '../runtime/auth/signatures.ts';
import type { NotificationChannel, SendOptions } from './notification-channel.ts';

/** Posts notifications as signed webhooks (https://www.standardwebhooks.com). */
export const webhook: NotificationChannel = {
  address: z
    .string()
    .max(2000)
    .refine(isPublicUrl, 'URL that begins with https:// and a host name')
    .describe('URL that receives signed webhooks: https and a public host name.'),
  send: postNotification,
};

/**
 * Whether a URL may be a person's own address. It is called from inside the account, so it must not name a machine
 * there: no IP address, no local name.
 */
function isPublicUrl(text: string): boolean {
  const url = URL.parse(text);
  if (url?.protocol !== 'https:' || url.username || url.password) return false;
  return z.regexes.domain.test(url.hostname);
}

/** Time limit for a receiver's answer, in milliseconds. */
const TIMEOUT_MILLISECONDS = 10_000;

async function postNotification(notification: Notification, { address, now, readSecret }: SendOptions): Promise<void> {
  const body = JSON.stringify(messageOf(notification, now));
  const headers = signWebhook(await readSecret(), { id: notification.id, at: now, body });
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
  if (!answer.ok) throw new Error(`the notification receiver answered ${answer.status}`);
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
