import { describe, expect, it } from 'vitest';
import { errorFieldsOf, scrubError } from '../../../shared/runtime/telemetry/error-report.ts';
import { keepLoggable } from '../../../shared/runtime/telemetry/log.ts';

const PERSON = 'ada.quill@example.com';

/** Returns an error like the SDK's for a cancelled transaction, including its items. */
function cancelled(): Error {
  return Object.assign(new Error(`Transaction cancelled: ${PERSON}`), {
    name: 'TransactionCanceledException',
    $metadata: { httpStatusCode: 400, requestId: 'AWSREQ1' },
    CancellationReasons: [
      { Code: 'None' },
      { Code: 'ConditionalCheckFailed', Item: { email: { S: PERSON } }, Message: PERSON },
    ],
  });
}

describe('errorFields', () => {
  it('reports name, codes and location of an SDK error, and nothing of its items', () => {
    const fields = errorFieldsOf(cancelled());
    expect(fields).toMatchObject({
      errorName: 'TransactionCanceledException',
      errorStatus: 400,
      awsRequestId: 'AWSREQ1',
      errorReasons: ['None', 'ConditionalCheckFailed'],
    });
    expect(fields.errorFrames?.[0]).toContain('error-report.test.ts');
    expect(JSON.stringify(fields)).not.toContain('ada');
  });

  it('keeps the code of a network error and the name of its cause', () => {
    const error = Object.assign(new Error('fetch failed', { cause: new RangeError(PERSON) }), { code: 'ECONNREFUSED' });
    expect(errorFieldsOf(error)).toMatchObject({
      errorName: 'Error',
      errorCode: 'ECONNREFUSED',
      errorCause: 'RangeError',
    });
  });

  it('does not mistake a line of the message for a code location', () => {
    const error = new Error(`no\n    at Ada.Quill (/berlin/street.ts:12:3)\n    at x (/a/b.ts:1:2)`);
    expect(errorFieldsOf(error).errorFrames?.join()).not.toContain('berlin');
  });

  it('does not mistake a sentence for a name or a code', () => {
    const error = Object.assign(new Error('x'), { name: `Ada said ${PERSON}`, code: PERSON });
    expect(errorFieldsOf(error)).toMatchObject({ errorName: 'UnknownError', errorCode: undefined });
  });

  it.each([PERSON, null, undefined, 7, { message: PERSON }])('reports %j only as unknown', (thrown) => {
    expect(keepLoggable(errorFieldsOf(thrown))).toEqual({ errorName: 'UnknownError', errorFrames: [] });
  });

  it('returns only what may be logged', () => {
    expect(JSON.stringify(keepLoggable(errorFieldsOf(cancelled())))).not.toContain('[dropped]');
  });
});

describe('scrubbed', () => {
  it('keeps the name, on which retries depend, and drops everything else', () => {
    const clean = scrubError(cancelled());
    expect(clean).toBeInstanceOf(Error);
    expect(clean.name).toBe('TransactionCanceledException');
    expect(clean.message).toBe('TransactionCanceledException');
    expect(clean.stack).toContain('error-report.test.ts');
    expect(JSON.stringify(clean, Object.getOwnPropertyNames(clean))).not.toContain('ada');
    expect(Object.keys(clean)).not.toContain('CancellationReasons');
  });
});
