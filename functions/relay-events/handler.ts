import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { SFNClient } from '@aws-sdk/client-sfn';
import { SQSClient } from '@aws-sdk/client-sqs';
import { recordToEvent } from '../../shared/adapters/dynamodb/stream-events.ts';
import { EventBusPublisher } from '../../shared/adapters/eventbridge/event-bus-publisher.ts';
import { WebhookEventQueue } from '../../shared/adapters/sqs/webhook-event-queue.ts';
import { RoutingStarter } from '../../shared/adapters/step-functions/routing-starter.ts';
import { readEnv } from '../../shared/runtime/env.ts';
import { createStreamHandler } from '../../shared/runtime/lambda/event-handler.ts';
import { startRuntime } from '../../shared/runtime/lambda/runtime.ts';
import { relayEvents } from '../../shared/use-cases/relay-events.ts';
import { requestCounting } from '../../shared/use-cases/reporting/request-counting.ts';
import { createDoorbell } from '../wiring/doorbell.ts';
import { createFollowUpNudge } from '../wiring/follow-ups.ts';
import { createCountingQueue } from '../wiring/reports.ts';
import { createDatabase, createLeadStore, createPlanStore, createRepStore } from '../wiring/stores.ts';
import { createCachedSubscriptions } from '../wiring/webhooks.ts';
import { metricOf } from './metric-of-event.ts';
import { parsePublishedEvents } from './published-events.ts';

const runtime = startRuntime('relay-events');
const env = readEnv('EVENT_BUS', 'PUBLISHED_EVENTS', 'ROUTING_MACHINE_ARN', 'WEBHOOK_QUEUE_URL');
const db = createDatabase();
const leads = createLeadStore(db);
const deps = {
  leads,
  reps: createRepStore(db),
  doorbell: createDoorbell(),
  routings: new RoutingStarter({ client: new SFNClient(), machine: env.ROUTING_MACHINE_ARN }),
  followUp: createFollowUpNudge({ db, leads, plans: createPlanStore(db) }, runtime),
  bus: new EventBusPublisher({ client: new EventBridgeClient(), bus: env.EVENT_BUS }),
  publishedEvents: parsePublishedEvents(env.PUBLISHED_EVENTS),
  webhooks: createCachedSubscriptions(db),
  webhookQueue: new WebhookEventQueue({ client: new SQSClient(), url: env.WEBHOOK_QUEUE_URL }),
};
const countingQueue = createCountingQueue();

/**
 * Passes each new event of the timeline on: to routing, doorbells, timers, the environment's bus, webhooks and reports.
 * Trigger: the stream of the leads table, in batches. Duplicates, late and unordered events do no harm, since an event
 * is only a nudge. What cannot be passed on fails the batch, which is retried in halves.
 */
export const handler = createStreamHandler(runtime, async (records, { now, log, meter }) => {
  const events = records.map(recordToEvent).filter((event) => event !== undefined);
  const failures = await relayEvents(events, now, deps);
  for (const { part, error } of failures) log.error('events_not_relayed', { outcome: part, error });
  await requestCounting(events, { countingQueue }, (error, leads) => {
    meter.add('CountingNotRequested', leads);
    log.warn('counting_not_requested', { count: leads, error });
  });
  if (failures[0]) throw failures[0].error;
  for (const metric of events.map(metricOf)) if (metric !== undefined) meter.add(metric);
});
