import type { DynamoDBRecord, SQSRecord } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import {
  createNudgeHandler,
  createScheduleHandler,
  createStreamHandler,
  createTaskHandler,
} from '../../../shared/runtime/lambda/event-handler.ts';
import { createQueueHandler, handleEachMessage } from '../../../shared/runtime/lambda/queue-handler.ts';
import { CONTEXT } from '../../support/http-event.ts';
import { aRecordingRuntime, NOW } from '../../support/recorded-runtime.ts';

const SECRET = 'ada.quill@example.com';

/** Returns the error of a handler as Lambda would see it. */
async function errorOf(run: Promise<unknown>): Promise<Error> {
  const thrown = await run.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!(thrown instanceof Error)) throw new Error('nothing was thrown');
  return thrown;
}

const record = (id: string, body: string, attempt = 1): SQSRecord => ({
  messageId: id,
  receiptHandle: 'r',
  body,
  attributes: {
    ApproximateReceiveCount: String(attempt),
    SentTimestamp: '0',
    SenderId: 's',
    ApproximateFirstReceiveTimestamp: '0',
  },
  messageAttributes: {},
  md5OfBody: '',
  eventSource: 'aws:sqs',
  eventSourceARN: 'arn',
  awsRegion: 'x',
});

describe('every run', () => {
  it('gets one time and its id, logs its end for debugging and flushes its metrics', async () => {
    const runtime = aRecordingRuntime();
    const times: string[] = [];
    const handler = createScheduleHandler(runtime, async ({ now, requestId, log, meter, remainingMilliseconds }) => {
      times.push(now);
      meter.add('SweepHealed', 2);
      log.info('swept', { count: remainingMilliseconds(), messageId: requestId });
    });
    await handler({}, CONTEXT);
    expect(times).toEqual([NOW]);
    expect(runtime.lines).toEqual([
      { level: 'info', code: 'swept', count: 10_000, messageId: 'run-1', requestId: 'run-1' },
      { level: 'debug', code: 'run_ended', outcome: 'done', durationMs: 0, requestId: 'run-1' },
    ]);
    expect(runtime.flushed).toEqual(['SweepHealed=2']);
  });

  it('that fails rethrows only the name, logs the location and still flushes its metrics', async () => {
    const runtime = aRecordingRuntime();
    const handler = createScheduleHandler(runtime, async ({ meter }) => {
      meter.add('SweepHealed');
      throw Object.assign(new Error(`cannot save ${SECRET}`), { name: 'ThrottlingException', Item: SECRET });
    });
    const thrown = await errorOf(handler({}, CONTEXT));
    expect(thrown.name).toBe('ThrottlingException');
    expect(JSON.stringify(thrown, Object.getOwnPropertyNames(thrown))).not.toContain('quill');
    expect(runtime.lines).toEqual([
      expect.objectContaining({
        level: 'error',
        code: 'run_failed',
        errorName: 'ThrottlingException',
        requestId: 'run-1',
      }),
      expect.objectContaining({ code: 'run_ended', outcome: 'failed' }),
    ]);
    expect(JSON.stringify(runtime.lines)).not.toContain('quill');
    expect(runtime.flushed).toEqual(['SweepHealed=1']);
  });
});

describe('streamHandler', () => {
  it('passes the whole batch and throws to get it again', async () => {
    const seen: unknown[] = [];
    const records: DynamoDBRecord[] = [{ eventID: '1' }, { eventID: '2' }];
    await createStreamHandler(aRecordingRuntime(), async (batch) => void seen.push(...batch))(
      { Records: records },
      CONTEXT,
    );
    expect(seen).toEqual(records);
    const failing = createStreamHandler(aRecordingRuntime(), async () => Promise.reject(new TypeError(SECRET)));
    expect((await errorOf(failing({ Records: records }, CONTEXT))).message).toBe('TypeError');
  });
});

describe('nudgeHandler', () => {
  const Nudge = z.object({ task: z.enum(['notify', 'update_messages']), lead: z.string() });

  it('passes the parsed nudge, and logs its task on every line', async () => {
    const runtime = aRecordingRuntime();
    const seen: unknown[] = [];
    const handler = createNudgeHandler(runtime, Nudge, async (nudge, { log }) => {
      seen.push(nudge);
      log.debug('rep_notified');
    });
    await handler({ task: 'notify', lead: 'lead_1', seq: 3 }, CONTEXT);
    expect(seen).toEqual([{ task: 'notify', lead: 'lead_1' }]);
    expect(runtime.lines[0]).toMatchObject({ code: 'rep_notified', task: 'notify' });
  });

  it('throws on an unexpected nudge, so that it goes to the dead-letter queue', async () => {
    const handler = createNudgeHandler(aRecordingRuntime(), Nudge, async () => undefined);
    expect((await errorOf(handler({ task: 'notify', lead: { name: SECRET } }, CONTEXT))).name).toBe('ZodError');
  });
});

describe('taskHandler', () => {
  const Input = z.object({ leadId: z.string() });

  it("returns the handler's result", async () => {
    const handler = createTaskHandler(aRecordingRuntime(), Input, async ({ leadId }, { now }) => ({ leadId, now }));
    expect(await handler({ leadId: 'lead_1', more: 1 }, CONTEXT)).toEqual({ leadId: 'lead_1', now: NOW });
  });

  it('rejects unexpected input without quoting it', async () => {
    const handler = createTaskHandler(aRecordingRuntime(), Input, async (input) => input);
    const thrown = await errorOf(handler({ leadId: [SECRET] }, CONTEXT));
    expect([thrown.name, thrown.message]).toEqual(['ZodError', 'ZodError']);
  });
});

describe('queueHandler', () => {
  const Body = z.object({ team: z.string() });

  it('passes all messages at once and reports failed and unreadable ones', async () => {
    const runtime = aRecordingRuntime();
    const seen: unknown[] = [];
    const handler = createQueueHandler(runtime, Body, async (messages) => {
      seen.push(...messages);
      return ['m2'];
    });
    const Records = [
      record('m1', '{"team":"sdr-emea"}'),
      record('m2', '{"team":"sdr-amer"}', 3),
      record('m3', `not json ${SECRET}`),
      record('m4', '{"crew":"x"}'),
    ];
    const answer = await handler({ Records }, CONTEXT);
    expect(seen).toEqual([
      { id: 'm1', receipt: expect.any(String), body: { team: 'sdr-emea' }, attempt: 1 },
      { id: 'm2', receipt: expect.any(String), body: { team: 'sdr-amer' }, attempt: 3 },
    ]);
    expect(answer.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier)).toEqual(['m3', 'm4', 'm2']);
    expect(runtime.lines).toContainEqual(expect.objectContaining({ code: 'message_unreadable', messageId: 'm3' }));
    expect(JSON.stringify(runtime.lines)).not.toContain('quill');
    expect(runtime.flushed).toEqual(['CallFailed=2']);
  });

  it('does not call the handler when no message can be read', async () => {
    const handler = createQueueHandler(aRecordingRuntime(), Body, async () => Promise.reject(new Error('called')));
    expect(await handler({ Records: [record('m1', '{')] }, CONTEXT)).toEqual({
      batchItemFailures: [{ itemIdentifier: 'm1' }],
    });
  });

  it('fails the whole batch when the handler throws', async () => {
    const handler = createQueueHandler(aRecordingRuntime(), Body, async () => Promise.reject(new TypeError(SECRET)));
    expect((await errorOf(handler({ Records: [record('m1', '{"team":"a"}')] }, CONTEXT))).message).toBe('TypeError');
  });
});

describe('eachMessage', () => {
  it('continues after a failed message, and reports and counts only that one', async () => {
    const runtime = aRecordingRuntime();
    const done: string[] = [];
    const messages = ['m1', 'm2', 'm3'].map((id) => ({ id, receipt: `of ${id}`, body: {}, attempt: 2 }));
    const failed = await handleEachMessage(messages, runtime, async ({ id }) => {
      if (id === 'm2') throw new RangeError(SECRET);
      done.push(id);
    });
    expect([done, failed]).toEqual([['m1', 'm3'], ['m2']]);
    expect(runtime.lines).toEqual([
      expect.objectContaining({ code: 'message_failed', messageId: 'm2', attempt: 2, errorName: 'RangeError' }),
    ]);
    runtime.meter.flush();
    expect(runtime.flushed).toEqual(['CallFailed=1']);
    expect(JSON.stringify(runtime.lines)).not.toContain('quill');
  });
});
