import { LogFormatter, Logger, LogItem } from '@aws-lambda-powertools/logger';
import type { LogAttributes, UnformattedAttributes } from '@aws-lambda-powertools/logger/types';
import { errorFieldsOf } from './error-report.ts';
import { DROPPED_VALUE, keepLoggable, type Log, type LogFields } from './log.ts';
import { isLogCode, type LogCode } from './log-codes.ts';

const LEVELS = ['DEBUG', 'INFO', 'WARN', 'ERROR'] as const;

/** Creates the log of one function. Throws when the level is not DEBUG, INFO, WARN or ERROR. */
export function createLogger(options: {
  readonly name: string;
  readonly environment: string;
  readonly level: string;
}): Log {
  const logLevel = LEVELS.find((level) => level === options.level);
  if (logLevel === undefined) throw new Error(`LOG_LEVEL must be one of ${LEVELS.join(', ')}`);
  const logger = new Logger({
    serviceName: options.name,
    environment: options.environment,
    logLevel,
    logFormatter: new CodeOnlyFormatter(),
  });
  return wrapLogger(logger, {});
}

/** The last gate before a line is written: only a code of the catalogue and listed fields get out, however they reached the logger. */
export class CodeOnlyFormatter extends LogFormatter {
  override formatAttributes(base: UnformattedAttributes, additional: LogAttributes): LogItem {
    return new LogItem({
      attributes: {
        level: base.logLevel,
        code: isLogCode(base.message) ? base.message : DROPPED_VALUE,
        function: base.serviceName,
        environment: base.environment,
        at: base.timestamp.toISOString(),
        ...keepLoggable(additional),
      } as LogAttributes,
    });
  }
}

function wrapLogger(logger: Logger, fixed: LogFields): Log {
  const write = (
    level: 'debug' | 'info' | 'warn' | 'error',
    code: LogCode,
    fields: LogFields & { readonly error?: unknown } = {},
  ) => {
    const { error, ...rest } = fields;
    const extra = { ...fixed, ...rest, ...(error === undefined ? {} : errorFieldsOf(error)) } as LogAttributes;
    logger[level](code, extra);
  };
  return {
    debug: (code, fields) => write('debug', code, fields),
    info: (code, fields) => write('info', code, fields),
    warn: (code, fields) => write('warn', code, fields),
    error: (code, fields) => write('error', code, fields),
    with: (fields) => wrapLogger(logger, { ...fixed, ...fields }),
  };
}
