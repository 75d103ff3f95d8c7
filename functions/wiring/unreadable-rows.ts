import { readEnv } from '../../shared/runtime/env.ts';
import { createLogger } from '../../shared/runtime/telemetry/logger.ts';
import { createMeter } from '../../shared/runtime/telemetry/metrics.ts';

/**
 * Creates what is told the key of each row that a list left out because it cannot be read. The metric is written at
 * once, under a service of its own: one alarm watches the rows of all functions.
 */
export function createUnreadableRowReport(): (key: string) => void {
  const env = readEnv('ENVIRONMENT', 'LOG_LEVEL', 'AWS_LAMBDA_FUNCTION_VERSION');
  const name = 'storage';
  const log = createLogger({ name, environment: env.ENVIRONMENT, level: env.LOG_LEVEL });
  const meter = createMeter({ name, environment: env.ENVIRONMENT, version: env.AWS_LAMBDA_FUNCTION_VERSION });
  return (rowKey) => {
    log.error('row_unreadable', { rowKey });
    meter.add('RowUnreadable');
    meter.flush();
  };
}
