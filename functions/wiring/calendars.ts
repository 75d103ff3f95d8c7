import {
  type CalendarCredentials,
  parseCalendarCredentials,
} from '../../shared/adapters/calendars/calendar-credentials.ts';
import { GoogleBusyTimes } from '../../shared/adapters/calendars/google-busy-times.ts';
import { IcalBusyTimes } from '../../shared/adapters/calendars/ical-busy-times.ts';
import { IcalHrCalendar } from '../../shared/adapters/calendars/ical-hr-calendar.ts';
import { MicrosoftBusyTimes } from '../../shared/adapters/calendars/microsoft-busy-times.ts';
import type { SecretReader } from '../../shared/adapters/secrets-manager/secret-reader.ts';
import { readEnv } from '../../shared/runtime/env.ts';
import type { RefreshDeps } from '../../shared/use-cases/calendars/refresh-calendars.ts';
import type { HrDeps } from '../../shared/use-cases/calendars/refresh-hr-leaves.ts';

type CalendarSources = Pick<RefreshDeps, 'busyTimes' | 'leaveTimes'> & Pick<HrDeps, 'hr'>;

/** Returns what reads calendars with the current credentials. Access tokens are kept until the credentials change. */
export function createCalendarSources(secrets: SecretReader): () => Promise<CalendarSources> {
  const env = readEnv('CALENDAR_SECRETS_ARN', 'ENVIRONMENT');
  const local = env.ENVIRONMENT === 'local';
  let made: { readonly text: string; readonly sources: CalendarSources } | undefined;
  return async () => {
    const text = await secrets.read(env.CALENDAR_SECRETS_ARN);
    if (made?.text !== text) made = { text, sources: connect(parseCalendarCredentials(text), local) };
    return made.sources;
  };
}

function connect({ google, microsoft, hr }: CalendarCredentials, local: boolean): CalendarSources {
  const shared = { local, clock: Date.now };
  return {
    busyTimes: {
      ical: new IcalBusyTimes({ local }),
      ...(google && { google: new GoogleBusyTimes({ ...shared, credentials: google }) }),
      ...(microsoft && { microsoft: new MicrosoftBusyTimes({ ...shared, credentials: microsoft }) }),
    },
    leaveTimes: new IcalBusyTimes({ local, everyEventIsLeave: true }),
    ...(hr && { hr: { calendar: new IcalHrCalendar({ address: hr.address, local }), names: hr.names } }),
  };
}
