import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { SFNClient } from '@aws-sdk/client-sfn';
import { EventBusPublisher } from '../../shared/adapters/eventbridge/event-bus-publisher.ts';
import { CrmNudgeQueue } from '../../shared/adapters/sqs/crm-nudge-queue.ts';
import { WebhookEventQueue } from '../../shared/adapters/sqs/webhook-event-queue.ts';
import { RoutingStarter } from '../../shared/adapters/step-functions/routing-starter.ts';
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
  const env = readEnv('EVENT_BUS', 'ROUTING_MACHINE_ARN', 'WEBHOOK_QUEUE_URL', 'CRM_QUEUE_URL');
  const { db, leads, reps, plans, settings } = createCachedStores();
  const client = createQueueClient();
  return {
    leads,
    reps,
    doorbell: createDoorbell(),
    routings: new RoutingStarter({ client: new SFNClient(), machine: env.ROUTING_MACHINE_ARN }),
    followUp: createFollowUpNudge({ db, leads, plans }, runtime),
    bus: new EventBusPublisher({ client: new EventBridgeClient(), bus: env.EVENT_BUS }),
    canChangeMessages: async () => (await settings.read('slack')) !== undefined,
    webhooks: createCachedSubscriptions(db),
    webhookQueue: new WebhookEventQueue({ client, url: env.WEBHOOK_QUEUE_URL }),
    settings,
    crmNudges: new CrmNudgeQueue({ client, url: env.CRM_QUEUE_URL }),
  };
}
