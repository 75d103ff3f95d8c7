import { Duration } from 'aws-cdk-lib';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { reportRoutes } from '../../shared/api/reports.ts';
import { weightRoutes } from '../../shared/api/weights.ts';
import { mergeRoutes } from '../../shared/runtime/http/route.ts';
import { acknowledge } from '../constructs/acknowledge.ts';
import { BatonAlarm } from '../constructs/baton-alarm.ts';
import { customMetric } from '../constructs/custom-metric.ts';
import { createDeadLetterQueue } from '../constructs/dead-letter-queue.ts';
import type { Deployment } from '../constructs/deployment.ts';
import { queueSettings } from '../constructs/queue-settings.ts';
import { ServiceFunction } from '../constructs/service-function.ts';
import type { CapabilityProps } from './capability-props.ts';

const TIMEOUT_SECONDS = 60;
/** A batch is counted with few writes, so it waits for company, after the delay of its messages. */
const BATCHING = { batchSize: 1000, maxBatchingWindow: Duration.minutes(5) };

/**
 * Reports: relay-events asks for leads to be counted by a queue, roll-up counts them in large batches, and the API adds
 * up the counts. No lead waits for it.
 */
export class Reports extends Construct {
  readonly rollUp: ServiceFunction;
  readonly toCount: Queue;

  constructor(scope: Construct, id: string, { deployment, storage, events, api }: CapabilityProps) {
    super(scope, id);
    this.toCount = new Queue(this, 'ToCount', {
      ...queueSettings(deployment),
      retentionPeriod: Duration.days(14),
      deliveryDelay: Duration.seconds(deployment.environment.countingDelaySeconds),
      visibilityTimeout: Duration.seconds(TIMEOUT_SECONDS * 6).plus(BATCHING.maxBatchingWindow),
      deadLetterQueue: {
        maxReceiveCount: 8,
        queue: createDeadLetterQueue(this, 'NotCounted', {
          deployment,
          errorImpact:
            'Some leads were not counted: figures stay too low until they are redriven or have a next event.',
          runbookSection: 'roll-up',
        }),
      },
    });
    events.relay.allow('sqs:SendMessage', this.toCount.queueArn);
    events.relay.addSettings({
      COUNTING_QUEUE_URL: this.toCount.queueUrl,
      COUNTING_DELAY_SECONDS: String(deployment.environment.countingDelaySeconds),
    });

    this.rollUp = new ServiceFunction(this, 'RollUp', {
      deployment,
      name: 'roll-up',
      invocation: 'request',
      errorImpact:
        'Figures are not updated. Leads are unaffected; missed events are counted with the next event of each lead.',
      memoryMegabytes: 1024,
      timeoutSeconds: TIMEOUT_SECONDS,
    });
    storage.grant(this.rollUp, { leads: 'read', reps: 'read', reports: ['get', 'put'] });
    this.#countRequests(deployment);

    const showReports = new ServiceFunction(this, 'ShowReports', {
      deployment,
      name: 'show-reports',
      invocation: 'request',
      errorImpact: 'Figures and reviews cannot be shown; leads are unaffected.',
      memoryMegabytes: 1024,
      timeoutSeconds: 29,
    });
    storage.grant(showReports, { leads: { access: 'read', indexes: ['byState'] }, reps: 'read', reports: ['query'] });
    api.serve(showReports, mergeRoutes(reportRoutes, weightRoutes));
  }

  #countRequests(deployment: Deployment): void {
    this.rollUp.live.addEventSource(
      new SqsEventSource(this.toCount, {
        ...(deployment.localEndpoint === undefined && BATCHING),
        // Those who count at once write the same rows. Two keep up with far more than a hundred leads a second.
        maxConcurrency: 2,
        reportBatchItemFailures: true,
      }),
    );
    acknowledge(this.rollUp, {
      'Serverless-LambdaEventSourceMappingDestination': 'The queue has a dead-letter queue of its own.',
    });
    new BatonAlarm(this, 'CountingAge', {
      deployment,
      metric: this.toCount.metricApproximateAgeOfOldestMessage({ period: Duration.minutes(5), statistic: 'Maximum' }),
      threshold: Duration.minutes(30).toSeconds(),
      periods: 3,
      errorImpact: 'Figures are at least 30 minutes behind; leads are unaffected.',
      runbookSection: 'roll-up',
    });
    new BatonAlarm(this, 'NotRequested', {
      deployment,
      metric: customMetric(deployment, 'relay-events', 'CountingNotRequested'),
      threshold: 1,
      errorImpact: 'Some leads will be counted only with their next event; leads are unaffected.',
      runbookSection: 'roll-up',
    });
  }
}
