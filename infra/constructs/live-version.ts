import type { IAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { LambdaDeploymentConfig, LambdaDeploymentGroup } from 'aws-cdk-lib/aws-codedeploy';
import type { AliasOptions, IFunction, Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { acknowledge } from './acknowledge.ts';
import type { Deployment } from './deployment.ts';

/** Options of {@link createLiveVersion}. */
export interface LiveVersionProps {
  readonly deployment: Deployment;
  /** While this alarm is on, CodeDeploy rolls back to the previous version. */
  readonly rollBackOn: IAlarm;
  /** Failure handling of asynchronous invocations; an alias does not inherit it from its function. */
  readonly asynchronous: Pick<AliasOptions, 'onFailure' | 'retryAttempts'>;
}

/**
 * Returns what callers invoke. In an environment that deploys gradually this is an alias. A deployment sends a tenth of
 * the calls to the new version; if no error alarm fires within five minutes, it sends all of them; otherwise the
 * previous version gets all calls back and the deployment fails. Elsewhere callers invoke the function itself.
 */
export function createLiveVersion(handler: LambdaFunction, props: LiveVersionProps): IFunction {
  if (!props.deployment.environment.deployGradually) return handler;
  const alias = handler.addAlias('live', props.asynchronous);
  const group = new LambdaDeploymentGroup(handler, 'GradualShift', {
    alias,
    deploymentConfig: LambdaDeploymentConfig.CANARY_10PERCENT_5MINUTES,
    alarms: [props.rollBackOn],
  });
  acknowledge(group, {
    'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSCodeDeployRoleForLambdaLimited]':
      'The AWS managed policy for exactly this: shifting aliases between versions.',
  });
  return alias;
}
