import type { Runtime } from '../../shared/runtime/lambda/runtime.ts';
import { errorFieldsOf } from '../../shared/runtime/telemetry/error-report.ts';
import { keepLoggable, type Log, type LogFields } from '../../shared/runtime/telemetry/log.ts';

/** A log line as it would be written. */
interface Line {
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  readonly code: string;
  readonly [field: string]: unknown;
}

/** A runtime that records logs and metrics, with a fixed clock. */
export interface RecordedRuntime extends Runtime {
  readonly lines: readonly Line[];
  /** Metrics written by each flush. */
  readonly flushed: readonly string[];
}

/** The fixed time of recorded runtimes. */
export const NOW = '2026-11-21T20:12:00.000Z';

export function aRecordingRuntime(): RecordedRuntime {
  const lines: Line[] = [];
  const added: string[] = [];
  const flushed: string[] = [];
  return {
    lines,
    flushed,
    clock: () => NOW,
    log: recordingLog(lines, {}),
    meter: {
      add: (name, value = 1) => {
        added.push(`${name}=${value}`);
      },
      flush: () => {
        flushed.push(...added.splice(0));
      },
    },
  };
}

function recordingLog(lines: Line[], fixed: LogFields): Log {
  const write =
    (level: Line['level']) =>
    (code: string, fields: LogFields & { readonly error?: unknown } = {}) => {
      const { error, ...rest } = fields;
      lines.push({
        level,
        code,
        ...keepLoggable({ ...fixed, ...rest, ...(error === undefined ? {} : errorFieldsOf(error)) }),
      });
    };
  return {
    debug: write('debug'),
    info: write('info'),
    warn: write('warn'),
    error: write('error'),
    with: (fields) => recordingLog(lines, { ...fixed, ...fields }),
  };
}
