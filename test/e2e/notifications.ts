import { Webhook } from 'standardwebhooks';
import { expect, inject } from 'vitest';
import * as z from 'zod';
import { eventually } from './eventually.ts';
import { call } from './http.ts';

const { notificationUrl, noticeSecret } = inject('deployed');

const ReceivedNotifications = z.array(z.object({ headers: z.record(z.string(), z.string()), body: z.string() }));

const NotificationBody = z.strictObject({
  type: z.string(),
  timestamp: z.iso.datetime({ precision: 3 }),
  data: z.strictObject({
    to: z.string(),
    dueAt: z.string().optional(),
    links: z.record(z.string(), z.string()),
    lead: z.looseObject({ id: z.string(), epoch: z.int(), state: z.string(), owner: z.string() }),
    person: z.looseObject({ email: z.string().optional() }).optional(),
    history: z.array(z.looseObject({ type: z.string() })),
  }),
});

/** A notification whose signature was verified. */
export interface VerifiedNotification extends z.infer<typeof NotificationBody> {
  readonly id: string;
}

/**
 * Returns all notifications about a lead, without duplicates, each verified with the library of the Standard Webhooks
 * project.
 */
export async function notificationsOf(lead: string): Promise<readonly VerifiedNotification[]> {
  const all = ReceivedNotifications.parse((await call('GET', notificationUrl)).json());
  const ours = all.filter(({ body }) => body.includes(lead));
  const byId = new Map(ours.map((received) => [received.headers['webhook-id'] ?? '', received]));
  return [...byId].map(([id, { headers, body }]) => ({
    id,
    ...NotificationBody.parse(new Webhook(noticeSecret).verify(body, headers)),
  }));
}

/** Waits for the notification to the owner of this assignment. */
export function waitForOwnerNotification(lead: string, epoch = 1): Promise<VerifiedNotification> {
  return eventually(async () => {
    const notices = await notificationsOf(lead);
    const found = notices.find(({ type, data }) => type === 'lead.assigned' && data.lead.epoch === epoch);
    expect(found, `notice of assignment ${epoch}`).toBeDefined();
    if (found === undefined) throw new Error('unreachable');
    return found;
  });
}

/** Returns the link of a notification for this answer. */
export function answerLinkOf(notice: VerifiedNotification, answer: string): string {
  const link = notice.data.links[answer];
  if (link === undefined) throw new Error(`the notification has no link for ${answer}`);
  return link;
}
