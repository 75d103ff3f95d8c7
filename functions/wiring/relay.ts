import { CrmNudgeQueue } from '../../shared/adapters/sqs/crm-nudge-queue.ts';
import { WebhookEventQueue } from '../../shared/adapters/sqs/webhook-event-queue.ts';
import type { EventBus } from '../../shared/ports/event-bus.ts';
import type { NotificationNudges } from '../../shared/ports/notification-nudges.ts';
import type { Routings } from '../../shared/ports/routings.ts';
import { readEnv } from '../../shared/runtime/env.ts';
import type { Runtime } from '../../shared/runtime/lambda/runtime.ts';
import type { RelayDeps } from '../../shared/use-cases/relay-events.ts';
import { createDoorbell } from './doorbell.ts';
import { createFollowUpNudge } from './follow-ups.ts';
import { lazyPort } from './lazy-port.ts';
import { createQueueClient } from './queue-client.ts';
import { createCachedStores } from './stores.ts';
import { createCachedSubscriptions } from './webhooks.ts';

/**
 * Creates everything that new events are passed on to. What only some events need is loaded with the first of them; the
 * client of queues at once, since every event is counted.
 */
export function createRelay(runtime: Pick<Runtime, 'log' | 'meter'>): Omit<RelayDeps, 'publishedEvents'> {
  const env = readEnv('EVENT_BUS', 'NOTIFY_FUNCTION_ARN', 'ROUTING_MACHINE_ARN', 'WEBHOOK_QUEUE_URL', 'CRM_QUEUE_URL');
  const { db, leads, reps, plans, settings } = createCachedStores();
  const client = createQueueClient();
  return {
    leads,
    reps,
    doorbell: createDoorbell(),
    routings: lazyPort<Routings>(async () =>
      (await import('./state-machines.ts')).createRoutingStarter(env.ROUTING_MACHINE_ARN),
    ),
    followUp: createFollowUpNudge({ db, leads, plans }, runtime),
    notifications: lazyPort<NotificationNudges>(async () =>
      (await import('./notification-invoker.ts')).createNotificationInvoker(env),
    ),
    bus: lazyPort<EventBus>(async () => (await import('./event-bus.ts')).createEventBus(env)),
    canChangeMessages: async () => (await settings.read('slack')) !== undefined,
    webhooks: createCachedSubscriptions(db),
    webhookQueue: new WebhookEventQueue({ client, url: env.WEBHOOK_QUEUE_URL }),
    settings,
    crmNudges: new CrmNudgeQueue({ client, url: env.CRM_QUEUE_URL }),
  };
}
