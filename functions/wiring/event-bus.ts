import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { EventBusPublisher } from '../../shared/adapters/eventbridge/event-bus-publisher.ts';

/** Creates the environment's event bus. */
export function createEventBus(env: { readonly EVENT_BUS: string }): EventBusPublisher {
  return new EventBusPublisher({ client: new EventBridgeClient(), bus: env.EVENT_BUS });
}
