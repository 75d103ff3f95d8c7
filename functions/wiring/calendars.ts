import { IcalBusyTimes } from '../../shared/adapters/calendars/ical-busy-times.ts';
import { readEnv } from '../../shared/runtime/env.ts';
import type { RefreshDeps } from '../../shared/use-cases/calendars/refresh-calendars.ts';

/** Creates what reads calendars, by their kind, and calendars of leaves. */
export function createCalendarSources(): Pick<RefreshDeps, 'busyTimes' | 'leaveTimes'> {
  const local = readEnv('ENVIRONMENT').ENVIRONMENT === 'local';
  return {
    busyTimes: { ical: new IcalBusyTimes({ local }) },
    leaveTimes: new IcalBusyTimes({ local, everyEventIsLeave: true }),
  };
}
