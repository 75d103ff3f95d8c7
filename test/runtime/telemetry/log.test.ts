import { spawnSync } from 'node:child_process';
import { LogItem } from '@aws-lambda-powertools/logger';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DROPPED_VALUE, isCode, isFrame, keepLoggable } from '../../../shared/runtime/telemetry/log.ts';
import { CodeOnlyFormatter, createLogger } from '../../../shared/runtime/telemetry/logger.ts';

const PERSON = 'Ada Quill <ada.quill@example.com> +49 30 1234567';

describe('loggable', () => {
  it('keeps ids, codes, numbers and times', () => {
    const fields = {
      leadId: 'lead_01K9D3R7V0000000000000000A',
      teamId: 'sdr.emea',
      requestId: 'JKJaXmPLvHcESHA=',
      route: 'POST /v1/leads/{id}/answers',
      outcome: 'stale',
      epoch: 3,
      errorReasons: ['None', 'ConditionalCheckFailed'],
      errorFrames: ['at handle (file:///var/task/handler.mjs:1:23)', 'at async /var/task/shared/run.ts:4:5'],
    };
    expect(keepLoggable(fields)).toEqual(fields);
  });

  it('drops unlisted fields, whatever their values', () => {
    expect(
      keepLoggable({ leadId: 'lead_1', email: 'x', body: {}, person: 'lead_1', __proto__: 'x', constructor: 'x' }),
    ).toEqual({
      leadId: 'lead_1',
    });
  });

  it.each([
    ['leadId', PERSON],
    ['leadId', 'ada.quill@example.com'],
    ['teamId', '+493012345'],
    ['outcome', 'the rep said no'],
    ['route', 'GET /answers/ada@example.com'],
    ['count', '12'],
    ['count', Number.NaN],
    ['errorReasons', [PERSON]],
    ['errorFrames', [PERSON]],
    ['errorFrames', `at x (/a:1:1)\n${PERSON}`],
    ['leadId', { S: 'lead_1' }],
  ])('replaces a value that does not match %s', (key, value) => {
    expect(keepLoggable({ [key]: value })).toEqual({ [key]: DROPPED_VALUE });
  });

  it('never lets an e-mail address, a phone number or a sentence through, under any key', () => {
    const keys = fc.oneof(
      fc.string(),
      fc.constantFrom('leadId', 'outcome', 'route', 'errorName', 'errorFrames', 'count'),
    );
    const secrets = fc.constantFrom('ada.quill@example.com', '+49 30 1234567', 'Ada Quill');
    fc.assert(
      fc.property(keys, secrets, fc.string(), (key, secret, around) => {
        const line = JSON.stringify(
          keepLoggable({ [key]: `${around}${secret}`, [`${key}s`]: [secret], count: secret }),
        );
        expect(line).not.toContain(secret);
      }),
    );
  });
});

describe('isCode and isFrame', () => {
  it('distinguish codes and code locations from sentences', () => {
    expect([isCode('lead_routed'), isCode('ETIMEDOUT'), isCode('lead assigned'), isCode(''), isCode(7)]).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
    expect([isFrame('at LeadTable.commit (/var/task/a.ts:1:2)'), isFrame('at Ada Quill, Berlin')]).toEqual([
      true,
      false,
    ]);
  });
});

describe('CodeOnlyFormatter', () => {
  const base = {
    logLevel: 'INFO' as const,
    timestamp: new Date(0),
    message: 'lead_routed',
    serviceName: 'assign-leads',
    environment: 'dev',
    xRayTraceId: '',
    awsRegion: '',
    sampleRateValue: 0,
  };
  const written = (message: string, fields: Record<string, unknown>) =>
    new CodeOnlyFormatter().formatAttributes(
      { ...base, message },
      fields as Parameters<CodeOnlyFormatter['formatAttributes']>[1],
    );

  it('writes level, code, function, environment, time and listed fields', () => {
    const item = written('lead_routed', { leadId: 'lead_1', email: PERSON });
    expect(item).toBeInstanceOf(LogItem);
    expect(item.getAttributes()).toEqual({
      level: 'INFO',
      code: 'lead_routed',
      function: 'assign-leads',
      environment: 'dev',
      at: '1970-01-01T00:00:00.000Z',
      leadId: 'lead_1',
    });
  });

  it('writes no code that is not in the catalogue, because a name may look like one', () => {
    expect(written('Quill', {}).getAttributes()).toMatchObject({ code: DROPPED_VALUE });
  });

  it('writes no sentence and no raw error', () => {
    const line = JSON.stringify(
      written(`lead of ${PERSON}`, { error: new Error(PERSON), extra: PERSON }).getAttributes(),
    );
    expect(line).toContain(DROPPED_VALUE);
    expect(line).not.toContain('Ada');
  });
});

describe('createLogger', () => {
  it('refuses an unknown level', () => {
    expect(() => createLogger({ name: 'sweep', environment: 'dev', level: 'LOUD' })).toThrow('LOG_LEVEL');
  });

  it('writes one line of JSON with fixed fields and no error content, and nothing below its level', () => {
    const program = `
      import { createLogger } from './shared/runtime/telemetry/logger.ts';
      const log = createLogger({ name: 'sweep', environment: 'dev', level: 'INFO' }).with({ leadId: 'lead_1' });
      log.debug('lead_routed');
      const error = Object.assign(new TypeError(${JSON.stringify(PERSON)}), { code: 'E_CODE', Item: ${JSON.stringify(PERSON)} });
      log.error('recycle_failed', { epoch: 2, error });`;
    const run = spawnSync(process.execPath, ['--input-type=module-typescript', '-e', program], { encoding: 'utf8' });
    const output = run.stdout + run.stderr;
    const lines = output.trim().split('\n');
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      level: 'ERROR',
      code: 'recycle_failed',
      function: 'sweep',
      leadId: 'lead_1',
      epoch: 2,
      errorName: 'TypeError',
      errorCode: 'E_CODE',
    });
    expect(output).not.toContain('Ada');
  });
});
