import * as z from '../../domain/lazy-zod.ts';

/** What a mail was: a notification about a lead, or a digest. Ids only. */
type MailSubject = { readonly lead: string; readonly notice: string } | { readonly digest: string };

/** A mail that was accepted and then not delivered for good, or that its receiver called unwanted. */
export type Bounce = MailSubject & { readonly because: 'bounced' | 'complained' };

const tag = z.tuple([z.string().min(1)], z.string());

/** The part of SES's report that is read. It also has the receiver's address and the headers of the mail. */
const Report = z.object({
  eventType: z.string(),
  bounce: z.object({ bounceType: z.string() }).optional(),
  mail: z.object({ tags: z.union([z.object({ lead: tag, notice: tag }), z.object({ digest: tag })]) }),
});

/**
 * Reads a message of SES about a mail. Undefined for everything that changes nothing: a bounce that may pass, a mail that
 * is neither notification nor digest, the text by which SES tries the topic.
 */
export function readBounce(message: string): Bounce | undefined {
  const report = Report.safeParse(parseJson(message));
  if (!report.success) return undefined;
  const { eventType, bounce, mail } = report.data;
  const because = becauseOf(eventType, bounce?.bounceType);
  if (because === undefined) return undefined;
  const { tags } = mail;
  if ('digest' in tags) return { digest: decodeId(tags.digest[0]), because };
  return { lead: tags.lead[0], notice: decodeId(tags.notice[0]), because };
}

/** Writes the id of a notice or a digest with the characters that tags may have. */
export function encodeTagId(id: string): string {
  return Buffer.from(id).toString('base64url');
}

function decodeId(text: string): string {
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
