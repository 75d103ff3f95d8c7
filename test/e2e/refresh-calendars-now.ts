import { InvokeCommand, LambdaClient, type LambdaClientConfig, ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { expect } from 'vitest';

/** Returns what reads the calendars of a deployed stack now, as its schedule does. */
export function createCalendarRefresh(config: LambdaClientConfig): () => Promise<void> {
  const client = new LambdaClient(config);
  return async () => {
    const { Functions = [] } = await client.send(new ListFunctionsCommand({ MaxItems: 50 }));
    const FunctionName = Functions.map((found) => found.FunctionName ?? '').find((name) =>
      name.includes('RefreshCalendars'),
    );
    const { FunctionError } = await client.send(new InvokeCommand({ FunctionName, Payload: '{}' }));
    expect(FunctionError).toBeUndefined();
  };
}
