import { type Clock, systemClock } from './clock.ts';
import { readEnv } from './env.ts';
import type { Log } from './log.ts';
import { createLogger } from './logger.ts';
import { createMeter, type Meter } from './metrics.ts';

/** What every handler needs, whatever calls it. */
export interface Runtime {
  readonly log: Log;
  readonly meter: Meter;
  readonly clock: Clock;
}

/**
 * Creates the runtime of the named function (the name of its folder). Call it once per cold start. Throws when the
 * environment is incomplete.
 */
export function startRuntime(name: string): Runtime {
  const env = readEnv('ENVIRONMENT', 'LOG_LEVEL');
  const log = createLogger({ name, environment: env.ENVIRONMENT, level: env.LOG_LEVEL });
  return { log, meter: createMeter({ name, environment: env.ENVIRONMENT }), clock: systemClock };
}
