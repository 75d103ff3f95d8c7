import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { expect, it } from 'vitest';
import { createDocumentClient } from '../../../shared/adapters/dynamodb/document-client.ts';

/** Sends an item through a client whose requests end here, and returns what would be stored. */
async function storedFormOf(item: Record<string, unknown>): Promise<unknown> {
  let sent = '';
  const requestHandler = {
    handle: async ({ body }: { readonly body: string }) => {
      sent = body;
      throw new Error('sent');
    },
  };
  const credentials = { accessKeyId: 'x', secretAccessKey: 'x' };
  const client = createDocumentClient({ region: 'eu-west-1', credentials, maxAttempts: 1, requestHandler } as never);
  await client.send(new PutCommand({ TableName: 't', Item: item })).catch(() => undefined);
  return JSON.parse(sent).Item;
}

it.each(['constructor', 'prototype', 'toString', 'valueOf'])('stores a map with a key %s', async (key) => {
  expect(await storedFormOf({ pk: 'a', answers: { [key]: 'x', other: 'y' } })).toEqual({
    pk: { S: 'a' },
    answers: { M: { [key]: { S: 'x' }, other: { S: 'y' } } },
  });
});

it('does not store what is undefined', async () => {
  expect(await storedFormOf({ pk: 'a', gone: undefined })).toEqual({ pk: { S: 'a' } });
});
