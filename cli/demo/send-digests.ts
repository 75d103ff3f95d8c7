import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { ENVIRONMENTS, stackNameOf } from '../../infra/environments.ts';
import { readStack } from '../doctor/stack-parts.ts';

/** Has the digests that are due sent now, as their schedule does every five minutes. */
export async function sendDigestsNow(): Promise<void> {
  const { parts } = await readStack(stackNameOf(ENVIRONMENTS.local));
  const found = parts.find(
    ({ type, logicalId }) => type === 'AWS::Lambda::Function' && logicalId.startsWith('DigestsSendDigests'),
  );
  if (!found) throw new Error('the stack has no function that sends digests');
  const { FunctionError } = await new LambdaClient().send(
    new InvokeCommand({ FunctionName: found.physicalId, Payload: '{}' }),
  );
  if (FunctionError !== undefined) throw new Error(`digests were not sent: ${FunctionError}`);
}
