import { Duration } from 'aws-cdk-lib';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { DeduplicationScope, FifoThroughputLimit, Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { acknowledge } from '../constructs/acknowledge.ts';
import { createDeadLetterQueue } from '../constructs/dead-letter-queue.ts';
import { queueSettings } from '../constructs/queue-settings.ts';
import { ServiceFunction } from '../constructs/service-function.ts';
import type { CapabilityProps } from './capability-props.ts';

const ASSIGN_TIMEOUT_SECONDS = 60;

/**
 * The doorbell of the team queues; the queues themselves are rows of the leads table. One message group per team
 * ensures that only one assign-leads invocation at a time writes a team's ledger.
 */
export class TeamQueue extends Construct {
  readonly doorbell: Queue;
  readonly assignLeads: ServiceFunction;

  constructor(scope: Construct, id: string, { deployment, storage, events }: CapabilityProps) {
    super(scope, id);
    this.doorbell = new Queue(this, 'Doorbell', {
      fifo: true,
      deduplicationScope: DeduplicationScope.MESSAGE_GROUP,
      fifoThroughputLimit: FifoThroughputLimit.PER_MESSAGE_GROUP_ID,
      ...queueSettings(deployment),
      retentionPeriod: Duration.hours(1),
      visibilityTimeout: Duration.seconds(ASSIGN_TIMEOUT_SECONDS * 6),
      deadLetterQueue: {
        maxReceiveCount: 3,
        queue: createDeadLetterQueue(this, 'UnansweredRings', {
          deployment,
          fifo: true,
          errorImpact: 'Assignment for a team failed three times in a row: its waiting leads depend on the sweep.',
          runbookSection: 'assign-leads',
        }),
      },
    });

    this.assignLeads = new ServiceFunction(this, 'AssignLeads', {
      deployment,
      name: 'assign-leads',
      invocation: 'request',
      errorImpact: 'Leads wait in their team queues until the sweep assigns them.',
      memoryMegabytes: 512,
      timeoutSeconds: ASSIGN_TIMEOUT_SECONDS,
    });
    storage.grant(this.assignLeads, { leads: 'read-write', reps: 'read-write' });
    this.assignLeads.live.addEventSource(
      new SqsEventSource(this.doorbell, {
        batchSize: 10,
        reportBatchItemFailures: true,
        maxConcurrency: deployment.environment.concurrency.assignLeads,
      }),
    );
    acknowledge(this.assignLeads, {
      'Serverless-LambdaEventSourceMappingDestination': 'The doorbell has a dead-letter queue of its own.',
    });
    this.grantRing(events.relay);
  }

  /** Allows a function to ring the teams' doorbell, and tells it the queue's URL. */
  grantRing(handler: ServiceFunction): void {
    handler.allow('sqs:SendMessage', this.doorbell.queueArn);
    handler.addSettings({ DOORBELL_QUEUE_URL: this.doorbell.queueUrl });
  }
}
