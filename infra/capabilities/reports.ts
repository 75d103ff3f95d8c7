import { Duration } from 'aws-cdk-lib';
import { FilterCriteria, FilterRule, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { DynamoEventSource, SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Construct } from 'constructs';
import { reportRoutes } from '../../shared/api/reports.ts';
import { BatonAlarm } from '../constructs/baton-alarm.ts';
import { createDeadLetterQueue } from '../constructs/dead-letter-queue.ts';
import type { Deployment } from '../constructs/deployment.ts';
import { ServiceFunction } from '../constructs/service-function.ts';
import type { CapabilityProps } from './capability-props.ts';
import type { Storage } from './storage.ts';

/**
 * Reports: a second consumer of the leads table's stream counts events, and the API adds up the counts. No lead waits
 * for it.
 */
export class Reports extends Construct {
  readonly rollUp: ServiceFunction;

  constructor(scope: Construct, id: string, { deployment, storage, api }: CapabilityProps) {
    super(scope, id);
    this.rollUp = new ServiceFunction(this, 'RollUp', {
      deployment,
      name: 'roll-up',
      invocation: 'request',
      errorImpact:
        'Figures are not updated. Leads are unaffected; missed events are counted with the next event of each lead.',
      memoryMegabytes: 512,
      timeoutSeconds: 60,
    });
    storage.grant(this.rollUp, { leads: 'read', reps: 'read', reports: 'read-write' });
    this.#consumeStream(deployment, storage);

    const showReports = new ServiceFunction(this, 'ShowReports', {
      deployment,
      name: 'show-reports',
      invocation: 'request',
      errorImpact: 'Figures and reviews cannot be shown; leads are unaffected.',
      memoryMegabytes: 512,
      timeoutSeconds: 29,
    });
    storage.grant(showReports, { leads: { access: 'read', indexes: ['byState'] }, reps: 'read', reports: 'read' });
    api.serve(showReports, reportRoutes);
  }

  #consumeStream(deployment: Deployment, storage: Storage): void {
    const notCounted = createDeadLetterQueue(this, 'NotCounted', {
      deployment,
      errorImpact: 'Some events were not counted: figures stay too low until the next event of the same leads.',
      runbookSection: 'roll-up',
    });
    this.rollUp.live.addEventSource(
      new DynamoEventSource(storage.leads.table, {
        startingPosition: StartingPosition.TRIM_HORIZON,
        batchSize: 100,
        // Several events of a lead within seconds are counted in one write.
        maxBatchingWindow: deployment.localEndpoint ? undefined : Duration.seconds(20),
        bisectBatchOnError: true,
        retryAttempts: 8,
        maxRecordAge: Duration.hours(6),
        onFailure: new SqsDlq(notCounted),
        filters: [
          FilterCriteria.filter({
            // Every version of a lead's state has the event that made it.
            eventName: FilterRule.or('INSERT', 'MODIFY'),
            dynamodb: { Keys: { sk: { S: FilterRule.isEqual('STATE') } } },
          }),
        ],
      }),
    );
    new BatonAlarm(this, 'RollUpAge', {
      deployment,
      metric: this.rollUp.metric('IteratorAge', { period: Duration.minutes(5), statistic: 'Maximum' }),
      threshold: Duration.minutes(15).toMilliseconds(),
      periods: 3,
      errorImpact: 'Figures are at least 15 minutes behind; leads are unaffected.',
      runbookSection: 'roll-up',
    });
  }
}
