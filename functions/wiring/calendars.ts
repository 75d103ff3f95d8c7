import { IcalBusyTimes } from '../../shared/adapters/calendars/ical-busy-times.ts';
import { readEnv } from '../../shared/runtime/env.ts';
import type { RefreshDeps } from '../../shared/use-cases/calendars/refresh-calendars.ts';

/** Creates what reads calendars, by their kind. */
export function createBusyTimes(): RefreshDeps['busyTimes'] {
  const local = readEnv('ENVIRONMENT').ENVIRONMENT === 'local';
  return { ical: new IcalBusyTimes({ local }) };
}
