import { Construct } from 'constructs';
import { EVENT_SUBSCRIPTIONS } from '../../shared/use-cases/subscriptions.ts';
import type { Deployment } from '../constructs/deployment.ts';
import type { ServiceFunction } from '../constructs/service-function.ts';
import { EventConsumer } from './event-consumer.ts';
import type { LeadEvents } from './lead-events.ts';
import type { Secrets } from './secrets.ts';
import type { Storage } from './storage.ts';

/** Notifies reps, and the people that leads are escalated to, of what happened and what is due. */
export class Notifications extends Construct {
  readonly notifyRep: ServiceFunction;

  constructor(
    scope: Construct,
    id: string,
    props: {
      readonly deployment: Deployment;
      readonly storage: Storage;
      readonly secrets: Secrets;
      readonly events: LeadEvents;
      /** API URL, for the answer links. */
      readonly apiUrl: string;
    },
  ) {
    super(scope, id);
    const { deployment, storage, secrets, events, apiUrl } = props;
    this.notifyRep = new EventConsumer(this, 'NotifyRep', {
      deployment,
      events,
      consumes: EVENT_SUBSCRIPTIONS.notifyRep,
      name: 'notify-rep',
      errorImpact:
        'Reps are not notified of their leads. The clock still runs, so the leads are escalated and reassigned.',
      settings: {
        ...storage.settings('LEADS_TABLE', 'REPS_TABLE'),
        API_URL: apiUrl,
        LINK_SECRET_ARN: secrets.links.secretArn,
        NOTIFY_SECRET_ARN: secrets.notifications.secretArn,
      },
      timeoutSeconds: 30,
    });
    storage.leads.grantRead(this.notifyRep);
    storage.leads.grantWrite(this.notifyRep);
    storage.reps.grantRead(this.notifyRep);
    secrets.links.grantRead(this.notifyRep);
    secrets.notifications.grantRead(this.notifyRep);
  }
}
