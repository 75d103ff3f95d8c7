import { ArnFormat, Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { type ITopicSubscription, Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription, UrlSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { AlarmTopicName } from '../environment.ts';
import { createDeadLetterQueue } from './dead-letter-queue.ts';
import type { Deployment } from './deployment.ts';

/** The topics that alarms publish to, and their subscribers. Alarm texts carry no personal data. */
export class AlarmTopics extends Construct {
  readonly topics: Readonly<Record<AlarmTopicName, Topic>>;

  constructor(scope: Construct, id: string, props: Pick<Deployment, 'environment' | 'key'>) {
    super(scope, id);
    const { environment, key } = props;
    this.topics = { page: this.#addTopic('Page', key), tell: this.#addTopic('Tell', key) };
    const { page, tell } = environment.alarmSubscribers;
    if (page.length + tell.length === 0) return;
    const undelivered = createDeadLetterQueue(this, 'Undelivered', {
      deployment: { key, alarmTopics: this.topics },
      errorImpact: 'An alarm could not be delivered to one of its targets.',
      runbookSection: 'alarms-not-delivered',
    });
    for (const target of page) this.topics.page.addSubscription(subscriptionOf(target, undelivered));
    for (const target of tell) this.topics.tell.addSubscription(subscriptionOf(target, undelivered));
  }

  /** A topic's own policy replaces SNS's default one, so it must name everybody who publishes. */
  #addTopic(id: string, masterKey: IKey | undefined): Topic {
    const topic = new Topic(this, id, { enforceSSL: true, masterKey });
    const alarms = {
      service: 'cloudwatch',
      resource: 'alarm',
      resourceName: '*',
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    };
    topic.addToResourcePolicy(
      new PolicyStatement({
        sid: 'AllowAlarmsOfThisAccount',
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [topic.topicArn],
        conditions: {
          StringEquals: { 'aws:SourceAccount': Stack.of(this).account },
          ArnLike: { 'aws:SourceArn': Stack.of(this).formatArn(alarms) },
        },
      }),
    );
    return topic;
  }
}

function subscriptionOf(target: string, deadLetterQueue: IQueue): ITopicSubscription {
  if (target.startsWith('https://')) return new UrlSubscription(target, { deadLetterQueue });
  if (/^[^\s@:/]+@[^\s@]+$/.test(target)) return new EmailSubscription(target, { deadLetterQueue });
  throw new Error(`alarm target "${target}": expected an e-mail address, or an address that begins with https://`);
}
