import { Duration } from 'aws-cdk-lib';
import { FilterCriteria, FilterRule, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { DynamoEventSource, SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Construct } from 'constructs';
import { getMetrics, getReviews } from '../../shared/api/reports.ts';
import { BatonAlarm } from '../constructs/baton-alarm.ts';
import { deadLetterQueue } from '../constructs/dead-letter-queue.ts';
import type { Deployment } from '../constructs/deployment.ts';
import { ServiceFunction } from '../constructs/service-function.ts';
import type { Api } from './api.ts';
import type { Storage } from './storage.ts';

/** Figures: a second consumer of the leads table's stream counts what happens, and the API adds it up. No lead waits for it. */
export class Reports extends Construct {
  readonly rollUp: ServiceFunction;

  constructor(
    scope: Construct,
    id: string,
    props: { readonly deployment: Deployment; readonly storage: Storage; readonly api: Api },
  ) {
    super(scope, id);
    const { deployment, storage, api } = props;
    const settings = storage.settings('LEADS_TABLE', 'REPS_TABLE', 'REPORTS_TABLE');
    this.rollUp = new ServiceFunction(this, 'RollUp', {
      deployment,
      name: 'roll-up',
      invokedBy: 'request',
      errorImpact:
        'Figures stand still; leads flow as ever, and what was missed is counted with the next event of each lead.',
      settings,
      memoryMegabytes: 512,
      timeoutSeconds: 60,
    });
    for (const table of [storage.leads, storage.reps, storage.reports]) table.grantRead(this.rollUp);
    storage.reports.grantWrite(this.rollUp);
    this.#countStream(deployment, storage);

    const show = new ServiceFunction(this, 'ShowReports', {
      deployment,
      name: 'show-reports',
      invokedBy: 'request',
      errorImpact: 'Figures and review lists cannot be seen; leads flow as ever.',
      settings,
      memoryMegabytes: 512,
      timeoutSeconds: 29,
    });
    storage.leads.grantRead(show, 'byState');
    for (const table of [storage.reps, storage.reports]) table.grantRead(show);
    api.serve(show, { routes: [getMetrics, getReviews] });
  }

  #countStream(deployment: Deployment, storage: Storage): void {
    const notCounted = deadLetterQueue(this, 'NotCounted', {
      deployment,
      errorImpact: 'Some events were not counted: figures are too low until the next event of the same leads.',
      runbookSection: 'roll-up',
    });
    this.rollUp.live.addEventSource(
      new DynamoEventSource(storage.leads.table, {
        startingPosition: StartingPosition.TRIM_HORIZON,
        batchSize: 100,
        // What happens to a lead within seconds is counted in one write.
        maxBatchingWindow: deployment.localEndpoint ? undefined : Duration.seconds(20),
        bisectBatchOnError: true,
        retryAttempts: 8,
        maxRecordAge: Duration.hours(6),
        onFailure: new SqsDlq(notCounted),
        filters: [
          FilterCriteria.filter({
            eventName: FilterRule.isEqual('INSERT'),
            dynamodb: { Keys: { sk: { S: FilterRule.beginsWith('EVENT#') } } },
          }),
        ],
      }),
    );
    new BatonAlarm(this, 'RollUpAge', {
      deployment,
      metric: this.rollUp.metric('IteratorAge', { period: Duration.minutes(5), statistic: 'Maximum' }),
      threshold: Duration.minutes(15).toMilliseconds(),
      periods: 3,
      errorImpact: 'Figures lag a quarter of an hour and more behind; leads flow as ever.',
      runbookSection: 'roll-up',
    });
  }
}
