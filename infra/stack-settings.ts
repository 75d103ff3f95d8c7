import {
  CliCredentialsStackSynthesizer,
  DefaultStackSynthesizer,
  type IStackSynthesizer,
  PermissionsBoundary,
  type StackProps,
} from 'aws-cdk-lib';
import type { AccountSettings } from './account-settings.ts';
import type { Environment } from './environment.ts';

/** Returns what the environment's settings mean for its stack as a whole. */
export function stackSettingsOf(environment: Environment): StackProps {
  const { name, awsAccount, account = {}, protectFromDeletion } = environment;
  return {
    env: awsAccount,
    description: `Baton (${name}): the right owner, a clock and a rescue for every lead`,
    terminationProtection: protectFromDeletion,
    tags: account.tags,
    permissionsBoundary: account.permissionsBoundary
      ? PermissionsBoundary.fromName(account.permissionsBoundary)
      : undefined,
    synthesizer: synthesizerOf(account),
  };
}

function synthesizerOf({ bootstrap }: AccountSettings): IStackSynthesizer | undefined {
  if (!bootstrap) return undefined;
  const { qualifier, ownCredentials } = bootstrap;
  return ownCredentials
    ? new CliCredentialsStackSynthesizer({ qualifier })
    : new DefaultStackSynthesizer({ qualifier });
}
