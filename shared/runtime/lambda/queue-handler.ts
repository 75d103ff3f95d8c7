import type { Context, SQSBatchItemFailure, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import type { z } from 'zod';
import type { Log } from '../telemetry/log.ts';
import { eventHandler, type Invocation } from './invocation.ts';
import type { Runtime } from './runtime.ts';

/** A message of a queue, its body parsed. */
export interface QueueMessage<Body> {
  readonly id: string;
  readonly body: Body;
  /** Names this very delivery of it. */
  readonly receipt: string;
  /** 1 at the first delivery. */
  readonly attempt: number;
}

/** Messages that failed, by id; they alone come again. */
export type FailedMessages = readonly string[];

/**
 * A function on a queue that takes its messages as one batch and says which failed. Those come again and, after the
 * queue's own limit, go to its dead-letter queue; a message whose body is not as expected goes that way too. What is
 * thrown fails the whole batch. In a FIFO queue a failed message must hold back the later ones of its group: have the
 * handler report those as failed with it.
 */
export function queueHandler<Body extends z.ZodType>(
  runtime: Runtime,
  body: Body,
  handle: (messages: readonly QueueMessage<z.output<Body>>[], invocation: Invocation) => Promise<FailedMessages>,
): (event: SQSEvent, context: Context) => Promise<SQSBatchResponse> {
  return eventHandler(runtime, async ({ Records }: SQSEvent, invocation) => {
    const messages: QueueMessage<z.output<Body>>[] = [];
    const unreadable: string[] = [];
    for (const record of Records) {
      const parsed = body.safeParse(jsonOrNothing(record.body));
      const { messageId: id, receiptHandle: receipt } = record;
      if (parsed.success) messages.push({ id, receipt, body: parsed.data, attempt: attemptOf(record) });
      else unreadable.push(id);
    }
    const failed = [...unreadable, ...(messages.length > 0 ? await handle(messages, invocation) : [])];
    logFailures(invocation.log, unreadable, failed);
    return { batchItemFailures: failed.map((itemIdentifier): SQSBatchItemFailure => ({ itemIdentifier })) };
  });
}

/** Handles messages one after the other; one that throws is logged and reported, the others go on. */
export async function eachMessage<Body>(
  messages: readonly QueueMessage<Body>[],
  log: Log,
  handle: (message: QueueMessage<Body>) => Promise<void>,
): Promise<FailedMessages> {
  const failed: string[] = [];
  for (const message of messages) {
    try {
      await handle(message);
    } catch (error) {
      log.error('message_failed', { messageId: message.id, attempt: message.attempt, error });
      failed.push(message.id);
    }
  }
  return failed;
}

function logFailures(log: Log, unreadable: readonly string[], failed: readonly string[]): void {
  for (const messageId of unreadable) log.error('message_unreadable', { messageId });
  if (failed.length > 0) log.warn('batch_failed_in_part', { failed: failed.length });
}

function attemptOf({ attributes }: SQSRecord): number {
  return Number(attributes.ApproximateReceiveCount);
}

function jsonOrNothing(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
