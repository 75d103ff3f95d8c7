import { type ITopicSubscription, Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription, UrlSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Environment } from '../environments.ts';
import { createDeadLetterQueue } from './dead-letter-queue.ts';

/** The topic that every alarm publishes to, and its subscribers. Alarm texts carry no personal data. */
export class AlarmTopic extends Construct {
  readonly topic: Topic;

  constructor(scope: Construct, id: string, props: { readonly environment: Environment }) {
    super(scope, id);
    this.topic = new Topic(this, 'Topic', { enforceSSL: true });
    const { alarmSubscribers } = props.environment;
    if (alarmSubscribers.length === 0) return;
    const undelivered = createDeadLetterQueue(this, 'Undelivered', {
      deployment: { environment: props.environment, alarmTopic: this.topic },
      errorImpact: 'An alarm could not be delivered to one of its targets.',
      runbookSection: 'alarms-not-delivered',
    });
    for (const target of alarmSubscribers) this.topic.addSubscription(subscriptionOf(target, undelivered));
  }
}

function subscriptionOf(target: string, deadLetterQueue: IQueue): ITopicSubscription {
  if (target.startsWith('https://')) return new UrlSubscription(target, { deadLetterQueue });
  if (/^[^\s@:/]+@[^\s@]+$/.test(target)) return new EmailSubscription(target, { deadLetterQueue });
  throw new Error(`alarm target "${target}": expected an e-mail address, or an address that begins with https://`);
}
