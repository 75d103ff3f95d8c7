import type { IAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { LambdaDeploymentConfig, LambdaDeploymentGroup } from 'aws-cdk-lib/aws-codedeploy';
import type { AliasOptions, IFunction, Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { acknowledge } from './acknowledge.ts';
import type { Deployment } from './deployment.ts';

/** Options of {@link liveVersionOf}. */
export interface LiveVersionProps {
  readonly deployment: Deployment;
  /** While it is on, the version before is put back. */
  readonly rollBackOn: IAlarm;
  /** What happens to events that it fails to handle; an alias does not take that over from its function. */
  readonly asynchronous: Pick<AliasOptions, 'onFailure' | 'retryAttempts'>;
}

/**
 * What callers of a function call. Where an environment deploys gradually: an alias on its newest version, which a deployment
 * gives a tenth of the calls first and, if no error alarm goes off within five minutes, all of them; else the version before
 * gets all of them back and the deployment fails. Elsewhere the function itself.
 */
export function liveVersionOf(handler: LambdaFunction, props: LiveVersionProps): IFunction {
  if (!props.deployment.environment.deployGradually) return handler;
  const alias = handler.addAlias('live', props.asynchronous);
  const group = new LambdaDeploymentGroup(handler, 'GradualShift', {
    alias,
    deploymentConfig: LambdaDeploymentConfig.CANARY_10PERCENT_5MINUTES,
    alarms: [props.rollBackOn],
  });
  acknowledge(group, {
    'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSCodeDeployRoleForLambdaLimited]':
      'The policy AWS keeps for just this: shifting aliases between versions.',
  });
  return alias;
}
