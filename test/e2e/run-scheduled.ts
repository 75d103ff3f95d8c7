import { InvokeCommand, LambdaClient, type LambdaClientConfig, ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { expect } from 'vitest';

/** Returns what runs a function of a deployed stack now, as its schedule does. `part`: of its name, `RefreshCalendars`. */
export function createScheduledRun(part: string, config: LambdaClientConfig): () => Promise<void> {
  const client = new LambdaClient(config);
  return async () => {
    const { Functions = [] } = await client.send(new ListFunctionsCommand({ MaxItems: 50 }));
    const FunctionName = Functions.map((found) => found.FunctionName ?? '').find((name) => name.includes(part));
    const { FunctionError } = await client.send(new InvokeCommand({ FunctionName, Payload: '{}' }));
    expect(FunctionError).toBeUndefined();
  };
}
