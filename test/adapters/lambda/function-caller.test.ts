import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import { expect, it } from 'vitest';
import { FunctionCaller } from '../../../shared/adapters/lambda/function-caller.ts';

function aCaller(reply: { readonly FunctionError?: string }) {
  const sent: unknown[] = [];
  const client = {
    send: async (command: unknown, options: unknown) => {
      sent.push(command, options);
      return reply;
    },
  } as unknown as LambdaClient;
  return { sent, caller: new FunctionCaller({ arn: 'arn:f', client }) };
}

it('calls the function with its input, for as long as the signal allows', async () => {
  const { sent, caller } = aCaller({});
  const { signal } = new AbortController();
  await caller.call({ reps: ['kim'] }, signal);
  expect(sent[0]).toBeInstanceOf(InvokeCommand);
  expect(sent).toMatchObject([
    { input: { FunctionName: 'arn:f', Payload: '{"reps":["kim"]}' } },
    { abortSignal: signal },
  ]);
});

it('fails when the function failed', async () => {
  await expect(aCaller({ FunctionError: 'Unhandled' }).caller.call({}, new AbortController().signal)).rejects.toThrow();
});
