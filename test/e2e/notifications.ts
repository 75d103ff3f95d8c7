import { Webhook } from 'standardwebhooks';
import { expect, inject } from 'vitest';
import { z } from 'zod';
import { eventually } from './eventually.ts';
import { call } from './http.ts';

const { noticeUrl, noticeSecret } = inject('deployed');

const Received = z.array(z.object({ headers: z.record(z.string(), z.string()), body: z.string() }));

const Notice = z.strictObject({
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
export interface VerifiedNotice extends z.infer<typeof Notice> {
  readonly id: string;
}

/**
 * Returns all notifications about a lead, without duplicates, each verified with the library of the Standard Webhooks
 * project.
 */
export async function noticesOf(lead: string): Promise<readonly VerifiedNotice[]> {
  const all = Received.parse((await call('GET', noticeUrl)).json());
  const ours = all.filter(({ body }) => body.includes(lead));
  const byId = new Map(ours.map((received) => [received.headers['webhook-id'] ?? '', received]));
  return [...byId].map(([id, { headers, body }]) => ({
    id,
    ...Notice.parse(new Webhook(noticeSecret).verify(body, headers)),
  }));
}

/** Waits for the notification to the owner of this assignment. */
export function toldOwner(lead: string, epoch = 1): Promise<VerifiedNotice> {
  return eventually(async () => {
    const notices = await noticesOf(lead);
    const found = notices.find(({ type, data }) => type === 'lead.assigned' && data.lead.epoch === epoch);
    expect(found, `notice of assignment ${epoch}`).toBeDefined();
    if (found === undefined) throw new Error('unreachable');
    return found;
  });
}

/** Returns the link of a notification for this answer. */
export function linkFor(notice: VerifiedNotice, answer: string): string {
  const link = notice.data.links[answer];
  if (link === undefined) throw new Error(`the notification has no link for ${answer}`);
  return link;
}
