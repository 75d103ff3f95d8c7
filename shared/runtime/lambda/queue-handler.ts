import type { Context, SQSBatchItemFailure, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import type * as z from 'zod';
import { createEventHandler, type Invocation } from './invocation.ts';
import type { Runtime } from './runtime.ts';

/** A queue message with its parsed body. */
export interface QueueMessage<Body> {
  readonly id: string;
  readonly body: Body;
  /** Receipt handle of this delivery. */
  readonly receipt: string;
  /** 1 on the first delivery. */
  readonly attempt: number;
}

/** Ids of failed messages. Only these are redelivered. */
export type FailedMessageIds = readonly string[];

/**
 * Wraps a function on a queue. The handler takes the messages as one batch and returns those that failed. Failed
 * messages are redelivered and, after the queue's limit, go to its dead-letter queue. So do messages with an unexpected
 * body. A thrown error fails the whole batch. In a FIFO queue a failed message must hold back later ones of its group:
 * the handler must report those as failed too.
 */
export function createQueueHandler<Body extends z.ZodType>(
  runtime: Runtime,
  body: Body,
  handle: (messages: readonly QueueMessage<z.output<Body>>[], invocation: Invocation) => Promise<FailedMessageIds>,
): (event: SQSEvent, context: Context) => Promise<SQSBatchResponse> {
  return createEventHandler(runtime, async ({ Records }: SQSEvent, invocation) => {
    const messages: QueueMessage<z.output<Body>>[] = [];
    const unreadable: string[] = [];
    for (const record of Records) {
      const parsed = body.safeParse(parseJson(record.body));
      const { messageId: id, receiptHandle: receipt } = record;
      if (parsed.success) messages.push({ id, receipt, body: parsed.data, attempt: attemptOf(record) });
      else unreadable.push(id);
    }
    const failed = [...unreadable, ...(messages.length > 0 ? await handle(messages, invocation) : [])];
    reportFailures(invocation, unreadable, failed);
    return { batchItemFailures: failed.map((itemIdentifier): SQSBatchItemFailure => ({ itemIdentifier })) };
  });
}

/** Handles messages one after the other. A message that throws is logged, counted and reported; the others continue. */
export async function handleEachMessage<Body>(
  messages: readonly QueueMessage<Body>[],
  { log, meter }: Pick<Invocation, 'log' | 'meter'>,
  handle: (message: QueueMessage<Body>) => Promise<void>,
): Promise<FailedMessageIds> {
  const failed: string[] = [];
  for (const message of messages) {
    try {
      await handle(message);
    } catch (error) {
      log.error('message_failed', { messageId: message.id, attempt: message.attempt, error });
      meter.add('CallFailed');
      failed.push(message.id);
    }
  }
  return failed;
}

function reportFailures(
  { log, meter }: Pick<Invocation, 'log' | 'meter'>,
  unreadable: readonly string[],
  failed: readonly string[],
): void {
  for (const messageId of unreadable) log.error('message_unreadable', { messageId });
  if (unreadable.length > 0) meter.add('CallFailed', unreadable.length);
  if (failed.length > 0) log.warn('batch_failed_in_part', { failed: failed.length });
}

function attemptOf({ attributes }: SQSRecord): number {
  return Number(attributes.ApproximateReceiveCount);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
