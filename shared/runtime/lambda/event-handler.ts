import type { Context, DynamoDBRecord, DynamoDBStreamEvent, SNSEvent } from 'aws-lambda';
import type * as z from 'zod';
import { createEventHandler, type Invocation } from './invocation.ts';
import type { Runtime } from './runtime.ts';

/**
 * Wraps a function on a table's stream. Throw to get the batch again, in halves. Reporting partial failures would be
 * more precise, but the local cloud treats them as success. Handlers are idempotent, so repeating a record is safe.
 */
export function createStreamHandler(
  runtime: Runtime,
  handle: (records: readonly DynamoDBRecord[], invocation: Invocation) => Promise<void>,
): (event: DynamoDBStreamEvent, context: Context) => Promise<void> {
  return createEventHandler(runtime, ({ Records }: DynamoDBStreamEvent, invocation) => handle(Records, invocation));
}

/**
 * Wraps a function that another function calls without waiting for it. If it throws, Lambda repeats the call twice, then
 * the nudge goes to the function's dead-letter queue. So does an unexpected one. Every line names its task.
 */
export function createNudgeHandler<Nudge extends z.ZodType<{ readonly task: string }>>(
  runtime: Runtime,
  nudge: Nudge,
  handle: (nudge: z.output<Nudge>, invocation: Invocation) => Promise<void>,
): (event: unknown, context: Context) => Promise<void> {
  return createEventHandler(runtime, async (event: unknown, invocation) => {
    const parsed = nudge.parse(event);
    await handle(parsed, { ...invocation, log: invocation.log.with({ task: parsed.task }) });
  });
}

/**
 * Wraps a task of a state machine. Thrown errors keep their names, because the machine's retries and catches match on
 * them.
 */
export function createTaskHandler<Input extends z.ZodType, Output>(
  runtime: Runtime,
  input: Input,
  handle: (input: z.output<Input>, invocation: Invocation) => Promise<Output>,
): (event: unknown, context: Context) => Promise<Output> {
  return createEventHandler(runtime, (event: unknown, invocation) => handle(input.parse(event), invocation));
}

/** Wraps a function that a schedule calls. A run may start late, twice, or while another one is still running. */
export function createScheduleHandler(
  runtime: Runtime,
  handle: (invocation: Invocation) => Promise<void>,
): (event: unknown, context: Context) => Promise<void> {
  return createEventHandler(runtime, (_event: unknown, invocation) => handle(invocation));
}

/**
 * Wraps a function that a topic calls, with the texts of its messages. If it throws, Lambda retries twice, then the event
 * goes to the function's dead-letter queue.
 */
export function createTopicHandler(
  runtime: Runtime,
  handle: (messages: readonly string[], invocation: Invocation) => Promise<void>,
): (event: SNSEvent, context: Context) => Promise<void> {
  return createEventHandler(runtime, ({ Records }: SNSEvent, invocation) =>
    handle(
      Records.map(({ Sns }) => Sns.Message),
      invocation,
    ),
  );
}
