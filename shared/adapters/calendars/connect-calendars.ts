import type { CalendarKind } from '../../domain/team/calendar-reading.ts';
import type { BusyTimes } from '../../ports/busy-times.ts';
import type { CalendarCredentials } from './calendar-credentials.ts';
import { GoogleBusyTimes } from './google-busy-times.ts';
import { IcalBusyTimes } from './ical-busy-times.ts';
import { MicrosoftBusyTimes } from './microsoft-busy-times.ts';

/** Returns what reads calendars of each kind; a service without credentials is left out. */
export function connectCalendars(
  { google, microsoft }: Pick<CalendarCredentials, 'google' | 'microsoft'>,
  options: { readonly local: boolean /** Epoch milliseconds. */; readonly clock: () => number },
): Readonly<Partial<Record<CalendarKind, BusyTimes>>> {
  return {
    ical: new IcalBusyTimes({ local: options.local }),
    ...(google && { google: new GoogleBusyTimes({ ...options, credentials: google }) }),
    ...(microsoft && { microsoft: new MicrosoftBusyTimes({ ...options, credentials: microsoft }) }),
  };
}
