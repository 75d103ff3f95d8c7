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

/** What counts as a contact with the person. */
export const FileTouchedBy = z.strictObject({
  what: z
    .array(countedContact)
    .min(1, `${EXPECTED}: at least one`)
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
