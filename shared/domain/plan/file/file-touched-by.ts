import * as z from '../../lazy-zod.ts';
import { CONTACT_KINDS, type ContactKind, type CountedContact } from '../touched-by.ts';
import { parseDurationSeconds } from './duration.ts';
import { workingTime } from './file-scalars.ts';

const EXPECTED = `expected ${CONTACT_KINDS.join(', ')}, or a call of some length such as call_30s`;

/** A kind of contact; `call_30s`: a call that took at least as long. */
const countedContact = z
  .string()
  .regex(new RegExp(`^(?:${CONTACT_KINDS.join('|')}|call_\\d{1,4}[sm])$`), EXPECTED)
  .transform((text): CountedContact => {
    const [, length] = /^call_(\d+[sm])$/.exec(text) ?? [];
    if (length !== undefined) return { kind: 'call', minSeconds: parseDurationSeconds(length) };
    return { kind: text as ContactKind, minSeconds: 0 };
  });

/** How long a click counts in the short form, in seconds: a contact takes a moment to be logged, but not a day. */
const CLICK_SECONDS_OF_SHORT_FORM = 2 * 3600;

const counted = z
  .array(countedContact)
  .min(1, `${EXPECTED}: at least one`)
  .superRefine((what, context) => {
    for (const [at, { kind }] of what.entries())
      if (what.findIndex((one) => one.kind === kind) !== at)
        context.addIssue({ code: 'custom', path: [at], message: `expected each kind once, and ${kind} stands above` });
  });

const detailed = z.strictObject({
  what: counted
    .prefault(['call', 'email_sent', 'meeting'])
    .describe('[call_30s, email_sent, meeting, reply]: what stops the clock when a CRM or a mail tool reports it.'),
  who: z
    .enum(['owner', 'anyone'])
    .prefault('owner')
    .describe("Whose contacts stop the clock: the owner's alone, or those of every rep."),
  click: workingTime
    .optional()
    .describe('How long a click on "contacted" counts without evidence, in working time; for ever by default.'),
});

/** What counts as a contact with the person: a map or, in short, the list of its `what`, with a click for two hours. */
export const FileTouchedBy = z
  .union([counted.transform((what) => ({ what, who: 'owner' as const, click: CLICK_SECONDS_OF_SHORT_FORM })), detailed])
  .describe('What counts as a contact with the person: [call_30s, meeting], or {what: [...], who: owner, click: 2h}.');
