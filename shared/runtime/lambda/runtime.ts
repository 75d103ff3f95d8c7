import { readEnv } from '../env.ts';
import type { Log } from '../telemetry/log.ts';
import { createLogger } from '../telemetry/logger.ts';
import { createMeter, type Meter } from '../telemetry/metrics.ts';
import { type Clock, systemClock } from './clock.ts';

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
  const env = readEnv('ENVIRONMENT', 'LOG_LEVEL', 'AWS_LAMBDA_FUNCTION_VERSION');
  const log = createLogger({ name, environment: env.ENVIRONMENT, level: env.LOG_LEVEL });
  const meter = createMeter({ name, environment: env.ENVIRONMENT, version: env.AWS_LAMBDA_FUNCTION_VERSION });
  return { log, meter, clock: systemClock };
}
