import type { SNSClient } from '@aws-sdk/client-sns';
import { expect, it } from 'vitest';
import { readAlarmSubscribers } from '../../../cli/doctor/alarm-subscribers.ts';

const ARN = 'arn:aws:sns:eu-central-1:111122223333:page';

/** A client that answers with these pages of subscriptions, and records for which token each was requested. */
function aClient(...pages: readonly (readonly object[])[]) {
  const requests: unknown[] = [];
  const send = async ({ input }: { readonly input: object }) => {
    const page = requests.push(input) - 1;
    return { Subscriptions: pages[page], NextToken: page + 1 < pages.length ? `page${page + 1}` : undefined };
  };
  return { client: { send } as unknown as SNSClient, requests };
}

it('counts the confirmed subscribers of a topic, and lists those who have not confirmed, over all pages', async () => {
  const { client, requests } = aClient(
    [
      { SubscriptionArn: 'PendingConfirmation', Protocol: 'email', Endpoint: 'revops@acme.example' },
      { SubscriptionArn: `${ARN}:1`, Protocol: 'https', Endpoint: 'https://events.pager.example/sns' },
    ],
    [
      { SubscriptionArn: `${ARN}:2`, Protocol: 'email', Endpoint: 'ops@acme.example' },
      { SubscriptionArn: 'Deleted', Protocol: 'email', Endpoint: 'gone@acme.example' },
    ],
  );
  expect(await readAlarmSubscribers({ topic: 'page', arn: ARN }, client)).toEqual({
    topic: 'page',
    arn: ARN,
    confirmed: 2,
    pending: [{ protocol: 'email', address: 'revops@acme.example' }],
  });
  expect(requests).toEqual([
    { TopicArn: ARN, NextToken: undefined },
    { TopicArn: ARN, NextToken: 'page1' },
  ]);
});

it('finds nobody on a topic without subscriptions', async () => {
  const { client } = aClient([]);
  expect(await readAlarmSubscribers({ topic: 'tell', arn: ARN }, client)).toMatchObject({ confirmed: 0, pending: [] });
});
