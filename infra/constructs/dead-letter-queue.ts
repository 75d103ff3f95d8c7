import { Duration } from 'aws-cdk-lib';
import { type IQueue, Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import { BatonAlarm } from './baton-alarm.ts';
import type { Deployment } from './deployment.ts';

/** Options of {@link deadLetterQueue}. */
export interface DeadLetterQueueProps {
  readonly deployment: Deployment;
  readonly errorImpact: string;
  readonly runbookSection: string;
  /** Dead letters of a FIFO queue need a FIFO queue. */
  readonly fifo?: boolean;
}

/** A queue for what could not be handled, kept for 14 days, with an alarm on the first message in it. */
export function deadLetterQueue(scope: Construct, id: string, props: DeadLetterQueueProps): IQueue {
  const queue = new Queue(scope, id, {
    encryption: QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    retentionPeriod: Duration.days(14),
    fifo: props.fifo || undefined,
  });
  acknowledge(queue, {
    'AwsSolutions-SQS3': 'It is a dead-letter queue itself: the end of the line, watched by an alarm.',
    'Serverless-SQSRedrivePolicy': 'It is a dead-letter queue itself: the end of the line, watched by an alarm.',
  });
  new BatonAlarm(scope, `${id}Alarm`, {
    deployment: props.deployment,
    metric: queue.metricApproximateNumberOfMessagesVisible({ period: Duration.minutes(1), statistic: 'Maximum' }),
    threshold: 1,
    errorImpact: props.errorImpact,
    runbookSection: props.runbookSection,
  });
  return queue;
}
