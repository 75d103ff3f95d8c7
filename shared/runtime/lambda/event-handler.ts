import type { Context, DynamoDBRecord, DynamoDBStreamEvent, EventBridgeEvent } from 'aws-lambda';
import type { z } from 'zod';
import { eventHandler, type Invocation } from './invocation.ts';
import type { Runtime } from './runtime.ts';

/**
 * A function on a table's stream. Throw to have the batch again, in halves: a reported partial failure would be the
 * finer way, but the local cloud takes it for success, and doing a record twice is doing it once.
 */
export function streamHandler(
  runtime: Runtime,
  handle: (records: readonly DynamoDBRecord[], invocation: Invocation) => Promise<void>,
): (event: DynamoDBStreamEvent, context: Context) => Promise<void> {
  return eventHandler(runtime, ({ Records }: DynamoDBStreamEvent, invocation) => handle(Records, invocation));
}

/** An event of the bus as a handler gets it: only a nudge, so nothing but its id, its type and the parsed detail. */
export interface BusEvent<Detail> {
  readonly id: string;
  readonly type: string;
  readonly detail: Detail;
}

/**
 * A function that a rule of the bus calls. What it throws is tried twice more by Lambda and ends in the function's
 * dead-letter queue, and so does an event whose detail is not as expected.
 */
export function busHandler<Detail extends z.ZodType>(
  runtime: Runtime,
  detail: Detail,
  handle: (event: BusEvent<z.output<Detail>>, invocation: Invocation) => Promise<void>,
): (event: EventBridgeEvent<string, unknown>, context: Context) => Promise<void> {
  return eventHandler(runtime, async (event: EventBridgeEvent<string, unknown>, invocation) => {
    const busEvent = { id: event.id, type: event['detail-type'], detail: detail.parse(event.detail) };
    const log = invocation.log.with({ eventId: busEvent.id, event: busEvent.type });
    await handle(busEvent, { ...invocation, log });
  });
}

/** A step of a state machine. What it throws keeps its name, so that the machine's retries and catches can go by it. */
export function taskHandler<Input extends z.ZodType, Output>(
  runtime: Runtime,
  input: Input,
  handle: (input: z.output<Input>, invocation: Invocation) => Promise<Output>,
): (event: unknown, context: Context) => Promise<Output> {
  return eventHandler(runtime, (event: unknown, invocation) => handle(input.parse(event), invocation));
}

/** A function that a schedule calls. A run may come late, twice or while another one is still going. */
export function scheduleHandler(
  runtime: Runtime,
  handle: (invocation: Invocation) => Promise<void>,
): (event: unknown, context: Context) => Promise<void> {
  return eventHandler(runtime, (_event: unknown, invocation) => handle(invocation));
}
