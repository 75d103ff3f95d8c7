import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { ENVIRONMENTS, stackNameOf } from '../../infra/environments.ts';
import { readStack } from '../doctor/stack-parts.ts';

/** Runs a function and waits for its end. */
export type RunFunction = (payload?: object) => Promise<void>;

/**
 * Finds a function of the local stack, to run it now instead of with its schedule.
 * @param logicalId how its logical id begins, `DigestsSendDigests`
 */
export async function findDeployedFunction(logicalId: string): Promise<RunFunction> {
  const { parts } = await readStack(stackNameOf(ENVIRONMENTS.local));
  const found = parts.find((part) => part.type === 'AWS::Lambda::Function' && part.logicalId.startsWith(logicalId));
  if (!found) throw new Error(`the stack has no function ${logicalId}`);
  const client = new LambdaClient();
  return async (payload = {}) => {
    const command = new InvokeCommand({ FunctionName: found.physicalId, Payload: JSON.stringify(payload) });
    const { FunctionError } = await client.send(command);
    if (FunctionError !== undefined) throw new Error(`${logicalId} failed: ${FunctionError}`);
  };
}
