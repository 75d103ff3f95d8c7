import { Duration } from 'aws-cdk-lib';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { MAX_WEBHOOK_ATTEMPTS } from '../../shared/domain/webhooks/retry.ts';
import { acknowledge } from '../constructs/acknowledge.ts';
import { BatonAlarm } from '../constructs/baton-alarm.ts';
import { customMetric } from '../constructs/custom-metric.ts';
import { createDeadLetterQueue } from '../constructs/dead-letter-queue.ts';
import { queueSettings } from '../constructs/queue-settings.ts';
import { ServiceFunction } from '../constructs/service-function.ts';
import type { CapabilityProps } from './capability-props.ts';

const FUNCTION_NAME = 'deliver-webhook';
const TIMEOUT_SECONDS = 30;
/** On AWS the function processes several seconds' worth of events in one call. */
const BATCHING = { batchSize: 25, window: Duration.seconds(5) };

/**
 * Sends events to the company's other systems as signed webhooks. What one subscriber did not accept is sent to the
 * queue again as a delayed message for it alone, so that nothing waits in flight: a queue has room for 120,000 there.
 */
export class OutgoingWebhooks extends Construct {
  readonly queue: Queue;

  constructor(scope: Construct, id: string, { deployment, storage, secrets, events, api }: CapabilityProps) {
    super(scope, id);
    const undelivered = createDeadLetterQueue(this, 'Undelivered', {
      deployment,
      errorImpact: 'A subscriber did not accept some event for a day: the system that follows Baton there misses it.',
      runbookSection: 'webhooks-undelivered',
    });
    this.queue = new Queue(this, 'Events', {
      ...queueSettings(deployment),
      retentionPeriod: Duration.days(4),
      visibilityTimeout: Duration.seconds(TIMEOUT_SECONDS * 6).plus(BATCHING.window),
      // An outage of our own may last half an hour. What was given up is received as often, at once.
      deadLetterQueue: { maxReceiveCount: MAX_WEBHOOK_ATTEMPTS, queue: undelivered },
    });
    events.relay.allow('sqs:SendMessage', this.queue.queueArn);
    events.relay.addSettings({ WEBHOOK_QUEUE_URL: this.queue.queueUrl });

    const deliver = new ServiceFunction(this, 'DeliverWebhook', {
      deployment,
      name: FUNCTION_NAME,
      invocation: 'request',
      errorImpact: 'Webhooks are delayed. Deliveries are retried for up to a day, then go to the dead-letter queue.',
      // The API's URL is for the link to the lead.
      settings: { API_URL: api.url, WEBHOOK_QUEUE_URL: this.queue.queueUrl },
      timeoutSeconds: TIMEOUT_SECONDS,
    });
    storage.grant(deliver, { leads: ['query', 'put'], reps: ['get', 'query', 'update'] });
    secrets.grant(deliver, 'webhooks');
    deliver.allow('sqs:SendMessage', this.queue.queueArn);
    deliver.allow('sqs:ChangeMessageVisibility', this.queue.queueArn);
    const batching = { batchSize: BATCHING.batchSize, maxBatchingWindow: BATCHING.window };
    deliver.live.addEventSource(
      new SqsEventSource(this.queue, {
        ...(deployment.localEndpoint === undefined && batching),
        reportBatchItemFailures: true,
        maxConcurrency: deployment.environment.concurrency.deliverWebhook,
      }),
    );
    acknowledge(deliver, {
      'Serverless-LambdaEventSourceMappingDestination': 'The queue has a dead-letter queue of its own.',
    });
    new BatonAlarm(this, 'Failing', {
      deployment,
      metric: customMetric(deployment, FUNCTION_NAME, 'WebhookFailing'),
      threshold: 1,
      errorImpact: 'A subscriber has refused or missed every event for some time: it is out of date.',
      runbookSection: 'webhook-failing',
    });
  }
}
