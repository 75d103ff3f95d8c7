import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { LOG_FIELDS, type Log } from '../../../shared/runtime/telemetry/log.ts';
import { LOG_CODE_TEXTS } from '../../../shared/runtime/telemetry/log-code-texts.ts';
import { isLogCode, LOG_CODES, type LogCode } from '../../../shared/runtime/telemetry/log-codes.ts';

const TOP = new URL('../../../', import.meta.url);
const CATALOGUES = ['log-codes', 'log-code-texts', 'log'].map((name) => `shared/runtime/telemetry/${name}.ts`);
const source = ['functions/', 'shared/']
  .flatMap((folder) => readdirSync(new URL(folder, TOP), { recursive: true }).map((path) => `${folder}${path}`))
  .filter((path) => path.endsWith('.ts') && !CATALOGUES.includes(path))
  .map((path) => readFileSync(new URL(path, TOP), 'utf8'))
  .join('\n');

describe('the catalogue of log codes', () => {
  it('has only codes that some line of functions/ or shared/ logs', () => {
    const unused = Object.entries(LOG_CODES).filter(
      ([code, level]) => !new RegExp(`\\.${level}\\(\\s*'${code}'`).test(source),
    );
    expect(unused.map(([code]) => code)).toEqual([]);
  });

  it('says what each code means, and what to do about each error', () => {
    for (const [code, { meaning, action }] of Object.entries(LOG_CODE_TEXTS)) {
      expect(meaning).toMatch(/^[A-Z].*\.$/);
      if (LOG_CODES[code as LogCode] === 'error') expect(action).toMatch(/^[A-Z].*\.$/);
    }
  });

  it('is the only source of codes: another code, or a code at another level, does not compile', () => {
    const compiledOnly = (log: Log) => {
      // @ts-expect-error not a code of the catalogue
      log.info('lead_assigned');
      // @ts-expect-error always logged as an error
      log.info('run_failed');
      // @ts-expect-error not a field of log lines
      log.info('swept', { person: 'x' });
    };
    expect(compiledOnly).toBeTypeOf('function');
    expect([isLogCode('swept'), isLogCode('lead_assigned'), isLogCode('toString')]).toEqual([true, false, false]);
  });
});

describe('the list of log fields', () => {
  it('has only fields that functions/ or shared/ write', () => {
    const logCalls = source.match(/\.(?:debug|info|warn|error|with)\([^;]*\{[^;]*;/g) ?? [];
    const errorFields = readFileSync(new URL('shared/runtime/telemetry/error-report.ts', TOP), 'utf8');
    const written = [...logCalls, errorFields].join('\n');
    const unused = Object.keys(LOG_FIELDS).filter((field) => !new RegExp(`\\b${field}\\b`).test(written));
    expect(unused).toEqual([]);
  });
});
