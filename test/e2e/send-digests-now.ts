import { InvokeCommand, LambdaClient, type LambdaClientConfig, ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { expect } from 'vitest';

/** Returns what sends the digests of a deployed stack that are due, as its schedule does every five minutes. */
export function createDigestRun(config: LambdaClientConfig): () => Promise<void> {
  const client = new LambdaClient(config);
  return async () => {
    const { Functions = [] } = await client.send(new ListFunctionsCommand({ MaxItems: 50 }));
    const FunctionName = Functions.map((found) => found.FunctionName ?? '').find((name) =>
      name.includes('SendDigests'),
    );
    const { FunctionError } = await client.send(new InvokeCommand({ FunctionName, Payload: '{}' }));
    expect(FunctionError).toBeUndefined();
  };
}
