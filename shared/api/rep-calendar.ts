import * as z from '../domain/lazy-zod.ts';
import type { Rep } from '../domain/team/rep.ts';

/** The URL of an iCal calendar. */
export const icalAddress = z
  .string()
  .max(2000)
  .refine(isCalendarUrl, 'URL of an iCal calendar that begins with https:// or webcal://')
  .describe('URL of an iCal calendar, best a secret one with free/busy times only. Never shown again.');

const mailbox = z.email('e-mail address of the calendar').max(254);

/** A rep's calendar as it is set. */
export const CalendarBody = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('ical'), address: icalAddress }),
    z.strictObject({ kind: z.literal('google'), address: mailbox }),
    z.strictObject({ kind: z.literal('microsoft'), address: mailbox }),
  ])
  .describe('The calendar that says when the rep is in a meeting; only times are read.');

/** A rep's calendar as it is shown: whoever knows the URL of an iCal calendar can read it, so that stays hidden. */
export const CalendarView = z
  .object({ kind: z.enum(['ical', 'google', 'microsoft']), address: z.string().optional() })
  .describe('The address of an iCal calendar is not shown.');

/** Returns a rep's calendar as the API shows it. */
export function toCalendarView({ kind, address }: NonNullable<Rep['calendar']>): z.input<typeof CalendarView> {
  return kind === 'ical' ? { kind } : { kind, address };
}

/** Http is for the local cloud only, whose calendars are on this machine; elsewhere it is refused when it is read. */
function isCalendarUrl(text: string): boolean {
  const url = URL.parse(text.replace(/^webcals?:/i, 'https:'));
  if (!url || url.username || url.password) return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && url.hostname === '127.0.0.1');
}
