import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { recordToEvent } from '../../shared/adapters/dynamodb/stream-events.ts';
import { EventBusPublisher } from '../../shared/adapters/eventbridge/event-bus-publisher.ts';
import { readEnv } from '../../shared/runtime/env.ts';
import { createStreamHandler } from '../../shared/runtime/lambda/event-handler.ts';
import { startRuntime } from '../../shared/runtime/lambda/runtime.ts';
import { metricOf } from './metric-of-event.ts';

const runtime = startRuntime('relay-events');
const bus = new EventBusPublisher({ client: new EventBridgeClient(), bus: readEnv('EVENT_BUS').EVENT_BUS });

/**
 * Publishes each new event of the timeline to the environment's bus. Trigger: the stream of the leads table, in
 * batches. Duplicates, late and unordered events do no harm, since an event is only a nudge. An event that cannot be
 * published fails the batch, which is retried.
 */
export const handler = createStreamHandler(runtime, async (records, { meter }) => {
  const events = records.map(recordToEvent).filter((event) => event !== undefined);
  await bus.publish(events);
  meter.add('EventsRelayed', events.length);
  for (const metric of events.map(metricOf)) if (metric !== undefined) meter.add(metric);
});
