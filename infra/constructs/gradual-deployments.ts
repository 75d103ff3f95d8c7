import type { IAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { LambdaApplication, LambdaDeploymentConfig, LambdaDeploymentGroup } from 'aws-cdk-lib/aws-codedeploy';
import type { Role } from 'aws-cdk-lib/aws-iam';
import type { Alias, CfnAlias, Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import { createServiceRole } from './service-role.ts';

/** Options of {@link GradualDeployments}. */
export interface GradualDeploymentsProps {
  /** This once, new versions get all calls as soon as they are deployed, whatever rings. */
  readonly atOnce: boolean;
}

/** Shifts calls to new versions of all functions: one CodeDeploy application and one role, a group for each function. */
export class GradualDeployments extends Construct {
  readonly #atOnce: boolean;
  readonly #application: LambdaApplication;
  readonly #role: Role;

  constructor(scope: Construct, id: string, { atOnce }: GradualDeploymentsProps) {
    super(scope, id);
    this.#atOnce = atOnce;
    this.#application = new LambdaApplication(this, 'Application');
    this.#role = createServiceRole(this, 'Role', 'codedeploy.amazonaws.com');
    acknowledge(this.#role, {
      'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSCodeDeployRoleForLambdaLimited]':
        'The AWS managed policy for exactly this: shifting aliases between versions.',
    });
  }

  /**
   * Lets deployments send a tenth of the alias's calls to a new version, and the rest five minutes later. While one of
   * the group's alarms is on, CodeDeploy returns all calls to the version before.
   */
  shift(handler: LambdaFunction, alias: Alias, alarm: IAlarm): LambdaDeploymentGroup {
    const group = new LambdaDeploymentGroup(handler, 'GradualShift', {
      alias,
      application: this.#application,
      role: this.#role,
      deploymentConfig: LambdaDeploymentConfig.CANARY_10PERCENT_5MINUTES,
      alarms: [alarm],
    });
    // The alarms must be those of the new version before its first call.
    alias.node.addDependency(group);
    // Without the policy, CloudFormation moves the alias itself and asks no alarm.
    if (this.#atOnce) (alias.node.defaultChild as CfnAlias).cfnOptions.updatePolicy = undefined;
    return group;
  }
}
