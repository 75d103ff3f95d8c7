import * as z from '../../domain/lazy-zod.ts';

/** A mail that was accepted and then not delivered for good, or that its receiver called unwanted. Ids only. */
export interface Bounce {
  readonly lead: string;
  readonly notice: string;
  readonly because: 'bounced' | 'complained';
}

const tag = z.tuple([z.string().min(1)], z.string());

/** The part of SES's report that is read. It also has the receiver's address and the headers of the mail. */
const Report = z.object({
  eventType: z.string(),
  bounce: z.object({ bounceType: z.string() }).optional(),
  mail: z.object({ tags: z.object({ lead: tag, notice: tag }) }),
});

/**
 * Reads a message of SES about a mail. Undefined for everything that changes nothing: a bounce that may pass, a mail that
 * is no notification, the text by which SES tries the topic.
 */
export function readBounce(message: string): Bounce | undefined {
  const report = Report.safeParse(parseJson(message));
  if (!report.success) return undefined;
  const { eventType, bounce, mail } = report.data;
  const because = becauseOf(eventType, bounce?.bounceType);
  if (because === undefined) return undefined;
  return { lead: mail.tags.lead[0], notice: decodeNoticeId(mail.tags.notice[0]), because };
}

/** Writes a notice's id with the characters that tags may have. */
export function encodeNoticeId(id: string): string {
  return Buffer.from(id).toString('base64url');
}

function decodeNoticeId(text: string): string {
  return Buffer.from(text, 'base64url').toString();
}

function becauseOf(eventType: string, bounceType: string | undefined): Bounce['because'] | undefined {
  if (eventType === 'Complaint') return 'complained';
  return eventType === 'Bounce' && bounceType === 'Permanent' ? 'bounced' : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
