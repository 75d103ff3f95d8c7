import { Construct } from 'constructs';
import { EVENT_SUBSCRIPTIONS } from '../../shared/use-cases/subscriptions.ts';
import type { ServiceFunction } from '../constructs/service-function.ts';
import type { CapabilityProps } from './capability-props.ts';
import { EventConsumer } from './event-consumer.ts';

/** Notifies reps, and the people that leads are escalated to, of what happened and what is due. */
export class Notifications extends Construct {
  readonly notifyRep: ServiceFunction;

  constructor(scope: Construct, id: string, { deployment, storage, secrets, events, api }: CapabilityProps) {
    super(scope, id);
    this.notifyRep = new EventConsumer(this, 'NotifyRep', {
      deployment,
      events,
      consumes: EVENT_SUBSCRIPTIONS.notifyRep,
      name: 'notify-rep',
      errorImpact:
        'Reps are not notified of their leads. The clock still runs, so the leads are escalated and reassigned.',
      // For the answer links.
      settings: { API_URL: api.url },
      timeoutSeconds: 30,
    });
    storage.grant(this.notifyRep, { leads: 'read-write', reps: 'read-write' });
    secrets.grant(this.notifyRep, 'links', 'notifications');
  }
}
