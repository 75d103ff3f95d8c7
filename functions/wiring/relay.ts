import { SFNClient } from '@aws-sdk/client-sfn';
import { CrmNudgeQueue } from '../../shared/adapters/sqs/crm-nudge-queue.ts';
import { WebhookEventQueue } from '../../shared/adapters/sqs/webhook-event-queue.ts';
import { RoutingStarter } from '../../shared/adapters/step-functions/routing-starter.ts';
import { lazyValue } from '../../shared/domain/lazy-value.ts';
import { readEnv } from '../../shared/runtime/env.ts';
import type { Runtime } from '../../shared/runtime/lambda/runtime.ts';
import type { RelayDeps } from '../../shared/use-cases/relay-events.ts';
import { createDoorbell } from './doorbell.ts';
import { createFollowUpNudge } from './follow-ups.ts';
import { createQueueClient } from './queue-client.ts';
import { createCachedStores } from './stores.ts';
import { createCachedSubscriptions } from './webhooks.ts';

/** Creates everything that new events are passed on to. */
export function createRelay(runtime: Pick<Runtime, 'log' | 'meter'>): Omit<RelayDeps, 'publishedEvents'> {
  const env = readEnv('EVENT_BUS', 'NOTIFY_FUNCTION_ARN', 'ROUTING_MACHINE_ARN', 'WEBHOOK_QUEUE_URL', 'CRM_QUEUE_URL');
  // Loaded when first needed: the one is large, the other only for the rules of whoever installs Baton.
  const invoker = lazyValue(async () => (await import('./notification-invoker.ts')).createNotificationInvoker(env));
  const bus = lazyValue(async () => (await import('./event-bus.ts')).createEventBus(env));
  const { db, leads, reps, plans, settings } = createCachedStores();
  const client = createQueueClient();
  return {
    leads,
    reps,
    doorbell: createDoorbell(),
    routings: new RoutingStarter({ client: new SFNClient(), machine: env.ROUTING_MACHINE_ARN }),
    followUp: createFollowUpNudge({ db, leads, plans }, runtime),
    notifications: { send: async (nudges) => (await invoker()).send(nudges) },
    bus: { publish: async (events) => (await bus()).publish(events) },
    canChangeMessages: async () => (await settings.read('slack')) !== undefined,
    webhooks: createCachedSubscriptions(db),
    webhookQueue: new WebhookEventQueue({ client, url: env.WEBHOOK_QUEUE_URL }),
    settings,
    crmNudges: new CrmNudgeQueue({ client, url: env.CRM_QUEUE_URL }),
  };
}
