import { ListSubscriptionsByTopicCommand, type SNSClient } from '@aws-sdk/client-sns';

/** Who is subscribed to one of the alarm topics. */
export interface AlarmTopicSubscribers {
  /** `page` or `tell`. */
  readonly topic: string;
  readonly arn: string;
  readonly confirmed: number;
  /** The protocol and address of each subscriber who has not confirmed yet. */
  readonly pending: readonly { readonly protocol: string; readonly address: string }[];
}

/** SNS gives this in place of a subscription's ARN until the subscriber confirms. */
const PENDING = 'PendingConfirmation';

/** Reads all subscriptions of a topic. */
export async function readAlarmSubscribers(
  { topic, arn }: Pick<AlarmTopicSubscribers, 'topic' | 'arn'>,
  client: Pick<SNSClient, 'send'>,
): Promise<AlarmTopicSubscribers> {
  let confirmed = 0;
  const pending: { protocol: string; address: string }[] = [];
  let next: string | undefined;
  do {
    const { Subscriptions = [], NextToken } = await client.send(
      new ListSubscriptionsByTopicCommand({ TopicArn: arn, NextToken: next }),
    );
    for (const { SubscriptionArn, Protocol = '', Endpoint = '' } of Subscriptions)
      if (SubscriptionArn === PENDING) pending.push({ protocol: Protocol, address: Endpoint });
      else if (SubscriptionArn?.startsWith('arn:')) confirmed += 1;
    next = NextToken;
  } while (next);
  return { topic, arn, confirmed, pending };
}
