import { readEnv } from '../env.ts';
import type { Log } from '../telemetry/log.ts';
import { createLogger } from '../telemetry/logger.ts';
import { createMeter, type Meter } from '../telemetry/metrics.ts';
import { type Clock, systemClock } from './clock.ts';

/** What every handler stands on, whatever calls it. */
export interface Runtime {
  readonly log: Log;
  readonly meter: Meter;
  readonly clock: Clock;
}

/** The runtime of the function of this name (its folder's); called once a cold start, throws when its environment is incomplete. */
export function startRuntime(name: string): Runtime {
  const env = readEnv('ENVIRONMENT', 'LOG_LEVEL');
  const log = createLogger({ name, environment: env.ENVIRONMENT, level: env.LOG_LEVEL });
  return { log, meter: createMeter({ name, environment: env.ENVIRONMENT }), clock: systemClock };
}
