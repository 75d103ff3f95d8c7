import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { type Environment, stackNameOf } from '../infra/environments.ts';
import { OUTPUTS, type StackOutputs } from '../infra/outputs.ts';

/** What the deployed stack of an environment says about itself. @throws a sentence that says what to do when it is not there. */
export async function stackOutputs(environment: Environment): Promise<StackOutputs> {
  const name = stackNameOf(environment);
  const client = new CloudFormationClient();
  const stack = await client.send(new DescribeStacksCommand({ StackName: name })).then(
    ({ Stacks }) => Stacks?.[0],
    () => undefined,
  );
  if (!stack) {
    throw new Error(
      `Stack ${name} was not found in the account and region of your AWS credentials. Deploy it: npx cdk deploy -c env=${environment.name}`,
    );
  }
  const outputs = Object.fromEntries(
    (stack.Outputs ?? []).map(({ OutputKey, OutputValue }) => [OutputKey, OutputValue]),
  );
  const missing = Object.keys(OUTPUTS).filter((output) => !outputs[output]);
  if (missing.length > 0)
    throw new Error(`Stack ${name} is of another version: it lacks ${missing.join(', ')}. Deploy it again.`);
  return outputs as StackOutputs;
}
