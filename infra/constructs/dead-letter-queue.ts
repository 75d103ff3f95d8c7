import { Duration } from 'aws-cdk-lib';
import { type IQueue, Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import { BatonAlarm } from './baton-alarm.ts';
import type { Deployment } from './deployment.ts';
import { queueSettings } from './queue-settings.ts';

/** Options of {@link createDeadLetterQueue}. */
export interface DeadLetterQueueProps {
  readonly deployment: Pick<Deployment, 'alarmTopics' | 'key'>;
  readonly errorImpact: string;
  readonly runbookSection: string;
  /** Required for the dead letters of a FIFO queue. */
  readonly fifo?: boolean;
}

/** Creates a queue for messages that could not be processed, kept for 14 days, with an alarm on the first message. */
export function createDeadLetterQueue(scope: Construct, id: string, props: DeadLetterQueueProps): IQueue {
  const queue = new Queue(scope, id, {
    ...queueSettings(props.deployment),
    retentionPeriod: Duration.days(14),
    fifo: props.fifo || undefined,
  });
  acknowledge(queue, {
    'AwsSolutions-SQS3': 'It is itself a dead-letter queue and has an alarm.',
    'Serverless-SQSRedrivePolicy': 'It is itself a dead-letter queue and has an alarm.',
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
