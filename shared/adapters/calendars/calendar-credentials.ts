import * as z from '../../domain/lazy-zod.ts';
import { GoogleCredentials } from './google-busy-times.ts';
import { HrConnection } from './ical-hr-calendar.ts';
import { MicrosoftCredentials } from './microsoft-busy-times.ts';

/** Format of the secret: the credentials of each service that is connected, and the address of the HR calendar. */
const CalendarCredentials = z.object({
  google: GoogleCredentials.optional(),
  microsoft: MicrosoftCredentials.optional(),
  hr: HrConnection.optional(),
});
export type CalendarCredentials = z.output<typeof CalendarCredentials>;

/** Parses the text of the secret. @throws when its format is wrong (a configuration error), without quoting it. */
export function parseCalendarCredentials(text: string): CalendarCredentials {
  const parsed = CalendarCredentials.safeParse(parseJson(text || '{}'));
  if (!parsed.success) throw new Error('the calendars secret has the wrong format');
  return parsed.data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
