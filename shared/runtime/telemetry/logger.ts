import { LogFormatter, Logger, LogItem } from '@aws-lambda-powertools/logger';
import type { LogAttributes, UnformattedAttributes } from '@aws-lambda-powertools/logger/types';
import { errorFieldsOf } from './error-report.ts';
import { DROPPED_VALUE, isCode, keepLoggable, type Log, type LogFields } from './log.ts';

const LEVELS = ['DEBUG', 'INFO', 'WARN', 'ERROR'] as const;
type Level = (typeof LEVELS)[number];

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

/** The last gate before a line is written: only a code and listed fields get out, however they reached the logger. */
export class CodeOnlyFormatter extends LogFormatter {
  override formatAttributes(base: UnformattedAttributes, additional: LogAttributes): LogItem {
    return new LogItem({
      attributes: {
        level: base.logLevel,
        code: isCode(base.message) ? base.message : DROPPED_VALUE,
        function: base.serviceName,
        environment: base.environment,
        at: base.timestamp.toISOString(),
        ...keepLoggable(additional),
      } as LogAttributes,
    });
  }
}

function wrapLogger(logger: Logger, fixed: LogFields): Log {
  const write = (level: Level, code: string, fields: LogFields & { readonly error?: unknown } = {}) => {
    const { error, ...rest } = fields;
    const extra = { ...fixed, ...rest, ...(error === undefined ? {} : errorFieldsOf(error)) } as LogAttributes;
    if (level === 'DEBUG') logger.debug(code, extra);
    else if (level === 'INFO') logger.info(code, extra);
    else if (level === 'WARN') logger.warn(code, extra);
    else logger.error(code, extra);
  };
  return {
    debug: (code, fields) => write('DEBUG', code, fields),
    info: (code, fields) => write('INFO', code, fields),
    warn: (code, fields) => write('WARN', code, fields),
    error: (code, fields) => write('ERROR', code, fields),
    with: (fields) => wrapLogger(logger, { ...fixed, ...fields }),
  };
}
