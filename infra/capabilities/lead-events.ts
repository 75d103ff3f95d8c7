import { Duration } from 'aws-cdk-lib';
import { EventBus } from 'aws-cdk-lib/aws-events';
import { FilterCriteria, FilterRule, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { DynamoEventSource, SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Construct } from 'constructs';
import { BatonAlarm } from '../constructs/baton-alarm.ts';
import { customMetric } from '../constructs/custom-metric.ts';
import { createDeadLetterQueue } from '../constructs/dead-letter-queue.ts';
import type { Deployment } from '../constructs/deployment.ts';
import { ServiceFunction } from '../constructs/service-function.ts';
import { publishedEventsOf } from '../published-events.ts';
import type { Storage } from './storage.ts';

/**
 * Passes the timeline on: each new event goes through the table's stream to relay-events, which nudges routing, doorbells,
 * timers, notifications and webhooks, and publishes to the environment's bus, which is for the rules of whoever installs
 * Baton. An event is only a hint to read the lead.
 */
export class LeadEvents extends Construct {
  readonly bus: EventBus;
  /** The consumer of the stream. What it nudges allows it so: routing, team queue, follow-up, notifications, reports. */
  readonly relay: ServiceFunction;

  constructor(scope: Construct, id: string, props: { readonly deployment: Deployment; readonly storage: Storage }) {
    super(scope, id);
    const { deployment, storage } = props;
    this.bus = new EventBus(this, 'Bus');

    this.relay = new ServiceFunction(this, 'RelayEvents', {
      deployment,
      name: 'relay-events',
      invocation: 'request',
      errorImpact: 'Events nudge nothing: leads depend on the sweep and are up to a minute late at each step.',
      settings: {
        EVENT_BUS: this.bus.eventBusName,
        PUBLISHED_EVENTS: publishedEventsOf(deployment.environment),
      },
      memoryMegabytes: 512,
      timeoutSeconds: 30,
    });
    storage.grant(this.relay, { leads: 'read', reps: 'read' });
    this.bus.grantPutEventsTo(this.relay);
    const notRelayed = createDeadLetterQueue(this, 'NotRelayed', {
      deployment,
      errorImpact: 'Some events were not passed on; the sweep advanced their leads, but your own rules missed them.',
      runbookSection: 'relay-events',
    });
    this.relay.live.addEventSource(
      new DynamoEventSource(storage.leads.table, {
        startingPosition: StartingPosition.TRIM_HORIZON,
        batchSize: 100,
        bisectBatchOnError: true,
        retryAttempts: 8,
        maxRecordAge: Duration.hours(6),
        onFailure: new SqsDlq(notRelayed),
        filters: [
          FilterCriteria.filter({
            // Every version of a lead's state has the event that made it.
            eventName: FilterRule.or('INSERT', 'MODIFY'),
            dynamodb: { Keys: { sk: { S: FilterRule.isEqual('STATE') } } },
          }),
        ],
      }),
    );
    new BatonAlarm(this, 'NotPassedOn', {
      deployment,
      metric: customMetric(deployment, 'relay-events', 'EventsNotRelayed'),
      threshold: 1,
      periods: 3,
      errorImpact: 'One part of what events do fails again and again: for that part leads depend on the sweep.',
      runbookSection: 'relay-events',
    });
    new BatonAlarm(this, 'StreamAge', {
      deployment,
      metric: this.relay.metric('IteratorAge', { period: Duration.minutes(1), statistic: 'Maximum' }),
      threshold: Duration.minutes(2).toMilliseconds(),
      periods: 3,
      errorImpact: 'The stream of events lags minutes behind: leads depend on the sweep and are late at each step.',
      runbookSection: 'stream-age',
    });
  }
}
