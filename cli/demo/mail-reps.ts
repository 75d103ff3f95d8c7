import { type AnswerLink, decodeAnswerLink } from '../../shared/domain/answers/answer-link.ts';
import type { RepId } from '../../shared/domain/ids.ts';
import type { SentMail } from './sent-mails.ts';
import type { ReceivedNotification } from './simulated-reps.ts';

/** A button in the text of a mail: its label, and the address that it opens. The address ends with a signed token. */
const BUTTON_LINE = /^[^:\n]+: (https?:\/\/\S+\/([\w-]+)\.[\w-]+)$/gm;
const EMAIL_LINE = /^E-mail: (\S+)$/m;
/** Mails about a lead that went before are replies to the first one. */
const REPLY = 'Re: ';

/**
 * Reads the mail about a new lead as its owner does.
 * @param reps the reps by the address of their mailbox
 * @returns undefined for another mail, or one to somebody unknown: its reader has nothing to answer
 */
export function readLeadMail(
  { To, Subject, BodyText }: SentMail,
  reps: ReadonlyMap<string, RepId>,
): ReceivedNotification | undefined {
  const to = To.map((address) => reps.get(address)).find((rep) => rep !== undefined);
  const buttons = [...(BodyText ?? '').matchAll(BUTTON_LINE)].flatMap(([, url = '', content = '']) => {
    const link = decodeAnswerLink(Buffer.from(content, 'base64url').toString('utf8'));
    return link.ok ? [{ url, link: link.value }] : [];
  });
  const about: AnswerLink | undefined = buttons[0]?.link;
  if (to === undefined || about === undefined || Subject.startsWith(REPLY)) return undefined;
  return {
    occasion: 'assigned',
    to,
    lead: about.lead,
    epoch: about.epoch,
    email: EMAIL_LINE.exec(BodyText ?? '')?.[1],
    links: Object.fromEntries(buttons.map(({ url, link }) => [link.answer, url])),
  };
}
