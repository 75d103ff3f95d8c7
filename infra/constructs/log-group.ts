import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { Deployment } from './deployment.ts';
import { removalPolicyOf } from './removal-policy.ts';

/** Creates the house log group: kept as long as its environment says, encrypted with the stack's key if it has one. */
export function createLogGroup(
  scope: Construct,
  id: string,
  { environment, key }: Pick<Deployment, 'environment' | 'key'>,
  logGroupName?: string,
): LogGroup {
  return new LogGroup(scope, id, {
    logGroupName,
    retention: environment.logRetentionDays,
    removalPolicy: removalPolicyOf(environment),
    encryptionKey: key,
  });
}
