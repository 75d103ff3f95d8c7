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

/** A notice whose signature was checked. */
export interface VerifiedNotice extends z.infer<typeof Notice> {
  readonly id: string;
}

/** All notices about a lead, each verified as a receiver would, by the library of the Standard Webhooks project; copies count once. */
export async function noticesOf(lead: string): Promise<readonly VerifiedNotice[]> {
  const all = Received.parse((await call('GET', noticeUrl)).json());
  const ours = all.filter(({ body }) => body.includes(lead));
  const byId = new Map(ours.map((received) => [received.headers['webhook-id'] ?? '', received]));
  return [...byId].map(([id, { headers, body }]) => ({
    id,
    ...Notice.parse(new Webhook(noticeSecret).verify(body, headers)),
  }));
}

/** Waits for the notice with which the owner of this assignment was told. */
export function toldOwner(lead: string, epoch = 1): Promise<VerifiedNotice> {
  return eventually(async () => {
    const notices = await noticesOf(lead);
    const found = notices.find(({ type, data }) => type === 'lead.assigned' && data.lead.epoch === epoch);
    expect(found, `notice of assignment ${epoch}`).toBeDefined();
    if (found === undefined) throw new Error('unreachable');
    return found;
  });
}

/** The link of a notice for this answer. */
export function linkFor(notice: VerifiedNotice, answer: string): string {
  const link = notice.data.links[answer];
  if (link === undefined) throw new Error(`the notification has no link for ${answer}`);
  return link;
}
