import { recordToEvent } from '../../shared/adapters/dynamodb/stream-events.ts';
import { readEnv } from '../../shared/runtime/env.ts';
import { createStreamHandler } from '../../shared/runtime/lambda/event-handler.ts';
import { startRuntime } from '../../shared/runtime/lambda/runtime.ts';
import { relayEvents } from '../../shared/use-cases/relay-events.ts';
import { requestCounting } from '../../shared/use-cases/reporting/request-counting.ts';
import { createRelay } from '../wiring/relay.ts';
import { createCountingQueue } from '../wiring/reports.ts';
import { metricOf } from './metric-of-event.ts';
import { parsePublishedEvents } from './published-events.ts';

const runtime = startRuntime('relay-events');
const { PUBLISHED_EVENTS } = readEnv('PUBLISHED_EVENTS');
const deps = { ...createRelay(runtime), publishedEvents: parsePublishedEvents(PUBLISHED_EVENTS) };
const countingQueue = createCountingQueue();

/**
 * Passes each new event of the timeline on: to routing, doorbells, timers, notifications, the bus, webhooks, reports.
 * Trigger: the stream of the leads table, in batches. Duplicates, late and unordered events do no harm, since an event
 * is only a nudge. What cannot be passed on fails the batch, which is retried in halves: for some seconds only, if the
 * sweep makes up for it.
 */
export const handler = createStreamHandler(runtime, async (records, { now, log, meter }) => {
  const events = records.map(recordToEvent).filter((event) => event !== undefined);
  const failures = await relayEvents(events, now, deps);
  for (const { part, error } of failures) log.error('events_not_relayed', { outcome: part, error });
  if (failures.length > 0) meter.add('EventsNotRelayed', failures.length);
  await requestCounting(events, { countingQueue }, (error, leads) => {
    meter.add('CountingNotRequested', leads);
    log.warn('counting_not_requested', { count: leads, error });
  });
  const held = failures.find(({ holds }) => holds);
  if (held) throw held.error;
  if (failures.length > 0) meter.add('CallFailed');
  for (const metric of events.map(metricOf)) if (metric !== undefined) meter.add(metric);
});
