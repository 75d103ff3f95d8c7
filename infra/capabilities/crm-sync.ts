import { Duration } from 'aws-cdk-lib';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { acknowledge } from '../constructs/acknowledge.ts';
import { BatonAlarm } from '../constructs/baton-alarm.ts';
import { customMetric } from '../constructs/custom-metric.ts';
import { createDeadLetterQueue } from '../constructs/dead-letter-queue.ts';
import { queueSettings } from '../constructs/queue-settings.ts';
import { ServiceFunction } from '../constructs/service-function.ts';
import type { CapabilityProps } from './capability-props.ts';

const FUNCTION_NAME = 'sync-crm';
const TIMEOUT_SECONDS = 60;
/** The leads of some seconds are written in common: one request writes up to a hundred records. */
const BATCHING = { batchSize: 25, window: Duration.seconds(3) };
/** An outage of our own may last as many receptions. What was given up is received as often, at once. */
const MAX_RECEPTIONS = 10;

/**
 * Keeps the records of a CRM at what their leads are. A message is only a hint to compare the two, so order and
 * repetition do no harm; what the CRM did not accept is tried again as a delayed message of its own.
 */
export class CrmSync extends Construct {
  readonly queue: Queue;

  constructor(scope: Construct, id: string, { deployment, storage, secrets, events }: CapabilityProps) {
    super(scope, id);
    const notWritten = createDeadLetterQueue(this, 'NotWritten', {
      deployment,
      errorImpact: 'Some leads could not be written to the CRM: their records there are out of date or missing.',
      runbookSection: 'crm-not-written',
    });
    this.queue = new Queue(this, 'Nudges', {
      ...queueSettings(deployment),
      retentionPeriod: Duration.days(4),
      visibilityTimeout: Duration.seconds(TIMEOUT_SECONDS * 6).plus(BATCHING.window),
      deadLetterQueue: { maxReceiveCount: MAX_RECEPTIONS, queue: notWritten },
    });
    events.relay.allow('sqs:SendMessage', this.queue.queueArn);
    events.relay.addSettings({ CRM_QUEUE_URL: this.queue.queueUrl });

    const sync = new ServiceFunction(this, 'SyncCrm', {
      deployment,
      name: FUNCTION_NAME,
      invocation: 'request',
      errorImpact:
        'The CRM is not brought up to date. Leads are tried again for up to a day, then go to the dead-letter queue.',
      settings: { CRM_QUEUE_URL: this.queue.queueUrl },
      timeoutSeconds: TIMEOUT_SECONDS,
    });
    storage.grant(sync, { leads: ['get', 'getMany', 'query', 'put'], reps: 'read' });
    secrets.grant(sync, 'crm');
    sync.allow('sqs:SendMessage', this.queue.queueArn);
    sync.allow('sqs:ChangeMessageVisibility', this.queue.queueArn);
    const batching = { batchSize: BATCHING.batchSize, maxBatchingWindow: BATCHING.window };
    sync.live.addEventSource(
      new SqsEventSource(this.queue, {
        ...(deployment.localEndpoint === undefined && batching),
        reportBatchItemFailures: true,
        maxConcurrency: deployment.environment.concurrency.syncCrm,
      }),
    );
    acknowledge(sync, {
      'Serverless-LambdaEventSourceMappingDestination': 'The queue has a dead-letter queue of its own.',
    });
    this.#watch(deployment);
  }

  #watch(deployment: CapabilityProps['deployment']): void {
    new BatonAlarm(this, 'Failing', {
      deployment,
      metric: customMetric(deployment, FUNCTION_NAME, 'CrmFailed').with({ period: Duration.minutes(5) }),
      threshold: 5,
      periods: 3,
      errorImpact: 'The CRM does not accept writes: its records and tasks are out of date until it does.',
      runbookSection: 'crm-failing',
    });
    new BatonAlarm(this, 'LeftOut', {
      deployment,
      metric: customMetric(deployment, FUNCTION_NAME, 'CrmLeftOut').with({ period: Duration.hours(1) }),
      threshold: 1,
      errorImpact: 'The CRM refuses some properties, or a rep is no user there: records lack these values or an owner.',
      runbookSection: 'crm-left-out',
    });
  }
}
