import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import type { Environment } from '../environments.ts';
import { deadLetterQueue } from './dead-letter-queue.ts';

/** Where every alarm reports to, and the address that is told. Alarm texts carry no personal data. */
export class AlarmTopic extends Construct {
  readonly topic: Topic;

  constructor(scope: Construct, id: string, props: { readonly environment: Environment }) {
    super(scope, id);
    this.topic = new Topic(this, 'Topic', { enforceSSL: true });
    const { alarmEmail } = props.environment;
    if (alarmEmail === undefined) return;
    const undelivered = deadLetterQueue(this, 'Undelivered', {
      deployment: { environment: props.environment, alarmTopic: this.topic },
      errorImpact: 'An alarm could not be delivered by e-mail.',
      runbookSection: 'alarms-not-delivered',
    });
    this.topic.addSubscription(new EmailSubscription(alarmEmail, { deadLetterQueue: undelivered }));
  }
}
