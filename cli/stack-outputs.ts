import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import type { Environment } from '../infra/environment.ts';
import { stackNameOf } from '../infra/environments.ts';
import { OUTPUTS, type StackOutputs } from '../infra/outputs.ts';

/**
 * Returns the outputs of an environment's deployed stack. @throws a sentence that says what to do when there is no
 * stack.
 */
export async function readStackOutputs(environment: Environment): Promise<StackOutputs> {
  const name = stackNameOf(environment);
  const client = new CloudFormationClient();
  const stack = await client.send(new DescribeStacksCommand({ StackName: name })).then(
    ({ Stacks }) => Stacks?.[0],
    (error: unknown) => {
      if (isUnknownStack(error)) return undefined;
      const reason = error instanceof Error ? error.message : String(error);
      throw new Error(`Could not read the stack ${name} from AWS: ${reason}. ${deploymentHint(environment)}`, {
        cause: error,
      });
    },
  );
  if (!stack) {
    throw new Error(
      `Stack ${name} was not found in the account and Region of your AWS credentials. ${deploymentHint(environment)}`,
    );
  }
  const outputs = Object.fromEntries(
    (stack.Outputs ?? []).map(({ OutputKey, OutputValue }) => [OutputKey, OutputValue]),
  );
  const missing = Object.keys(OUTPUTS).filter((output) => !outputs[output]);
  if (missing.length > 0)
    throw new Error(`Stack ${name} is from a different version: it lacks ${missing.join(', ')}. Deploy it again.`);
  return outputs as StackOutputs;
}

/**
 * Returns whether an error means that the stack does not exist. CloudFormation uses the same code for a wrong
 * parameter, so the text decides.
 */
function isUnknownStack(error: unknown): boolean {
  return error instanceof Error && error.name === 'ValidationError' && error.message.includes('does not exist');
}

function deploymentHint({ name }: Environment): string {
  return name === 'local'
    ? '`npm start` deploys it to a cloud on this machine and sets it up.'
    : `With credentials and a Region in your shell, deploy it: npx cdk deploy -c env=${name}`;
}
