import {
  type CalendarCredentials,
  parseCalendarCredentials,
} from '../../shared/adapters/calendars/calendar-credentials.ts';
import { connectCalendars } from '../../shared/adapters/calendars/connect-calendars.ts';
import { IcalBusyTimes } from '../../shared/adapters/calendars/ical-busy-times.ts';
import { IcalHrCalendar } from '../../shared/adapters/calendars/ical-hr-calendar.ts';
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

function connect(credentials: CalendarCredentials, local: boolean): CalendarSources {
  const { hr } = credentials;
  return {
    busyTimes: connectCalendars(credentials, { local, clock: Date.now }),
    leaveTimes: new IcalBusyTimes({ local, everyEventIsLeave: true }),
    ...(hr && { hr: { calendar: new IcalHrCalendar({ address: hr.address, local }), names: hr.names } }),
  };
}
