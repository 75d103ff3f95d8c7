import { LambdaClient } from '@aws-sdk/client-lambda';
import { expect, it } from 'vitest';
import { NotificationInvoker } from '../../../shared/adapters/lambda/notification-invoker.ts';

interface Call {
  readonly FunctionName: string;
  readonly InvocationType: string;
  readonly Payload: Buffer;
}

const FUNCTION_ARN = 'arn:aws:lambda:eu-central-1:000000000000:function:notify:live';

/** Nudges for a service that accepts calls, except those for these leads. */
function anInvoker(refused: readonly string[] = []) {
  const calls: Call[] = [];
  const client = new LambdaClient({
    region: 'eu-central-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  client.middlewareStack.add(
    () => async (args) => {
      const call = args.input as Call;
      calls.push(call);
      const { lead } = JSON.parse(call.Payload.toString()) as { readonly lead: string };
      if (refused.includes(lead)) throw new Error('throttled');
      return { response: {}, output: { $metadata: {}, StatusCode: 202 } };
    },
    { step: 'initialize', priority: 'high' },
  );
  return { calls, nudges: new NotificationInvoker({ client, functionArn: FUNCTION_ARN }) };
}

it('hands over each nudge as a call of its own that it does not wait for', async () => {
  const { calls, nudges } = anInvoker();
  const sent = [
    { task: 'notify', lead: 'lead_1', event: 'evt_1' },
    { task: 'update_messages', lead: 'lead_1' },
  ] as const;
  await nudges.send(sent);
  expect(calls.map(({ Payload }) => JSON.parse(Payload.toString()))).toEqual(sent);
  for (const call of calls) expect(call).toMatchObject({ FunctionName: FUNCTION_ARN, InvocationType: 'Event' });
});

it('tries all and throws when one is not accepted, so that all are sent again', async () => {
  const { calls, nudges } = anInvoker(['lead_0']);
  const sent = Array.from({ length: 60 }, (_, index) => ({ task: 'update_messages', lead: `lead_${index}` }) as const);
  await expect(nudges.send(sent)).rejects.toThrow('throttled');
  expect(calls).toHaveLength(60);
});
