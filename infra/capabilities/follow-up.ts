import { Duration } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { Policy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { BatonAlarm } from '../constructs/baton-alarm.ts';
import { customMetric } from '../constructs/custom-metric.ts';
import type { Deployment } from '../constructs/deployment.ts';
import { ServiceFunction } from '../constructs/service-function.ts';
import type { CapabilityProps } from './capability-props.ts';
import { createNearStepsMachine } from './near-steps-machine.ts';
import { createWholeWindowMachine } from './whole-window-machine.ts';

/** 80 % of the one million open executions that an account may have. */
const OPEN_EXECUTIONS_THRESHOLD = 800_000;

/**
 * The clocks of assignments: one execution for the whole window of each, or one per due step that is near. They only
 * make Baton punctual and show what it does: without them the sweep takes the same steps.
 */
export class FollowUp extends Construct {
  readonly machine: StateMachine;
  readonly takeDueStep: ServiceFunction;

  constructor(scope: Construct, id: string, props: CapabilityProps) {
    super(scope, id);
    const { deployment, storage, secrets, api, mail } = props;
    const { followUp: mode } = deployment.environment;
    this.takeDueStep = new ServiceFunction(this, 'TakeDueStep', {
      deployment,
      name: 'take-due-step',
      invocation: 'request',
      runbookSection: 'follow-up',
      errorImpact: 'Warnings, escalations and reassignments depend on the sweep and come up to a minute late.',
      settings: { API_URL: api.url },
      memoryMegabytes: 512,
      timeoutSeconds: 30,
    });
    storage.grant(this.takeDueStep, { leads: 'read-write', reps: 'read-write' });
    secrets.grant(this.takeDueStep, 'links', 'notifications', 'slack');
    mail.grantSend(this.takeDueStep);
    const { takeDueStep } = this;
    this.machine =
      mode === 'whole_window'
        ? createWholeWindowMachine(this, { deployment, takeDueStep, leads: storage.leads.table })
        : createNearStepsMachine(this, { deployment, takeDueStep });
    // Executions of a whole window outlive a change of the mode, so the function may always end them. Its own policy:
    // as a part of the function's role, it would make the function wait for the machine and the machine for it.
    new Policy(this, 'EndExecutions', {
      roles: takeDueStep.role ? [takeDueStep.role] : [],
      statements: [
        new PolicyStatement({ actions: ['states:SendTaskSuccess'], resources: [this.machine.stateMachineArn] }),
      ],
    });
    this.#letRelayStart(props);
    this.#alarms(deployment);
  }

  /** Allows a function to start executions, and tells it the machine's ARN. */
  grantStart(handler: ServiceFunction): void {
    this.machine.grantStartExecution(handler);
    handler.addSettings({ FOLLOW_UP_MACHINE_ARN: this.machine.stateMachineArn });
  }

  /** The consumer of the stream starts and ends executions as assignments begin and end. */
  #letRelayStart({ deployment, events: { relay } }: CapabilityProps): void {
    const { followUp: mode } = deployment.environment;
    relay.addSettings({ FOLLOW_UP_MODE: mode });
    this.grantStart(relay);
    if (mode === 'near_steps') return;
    relay.allow('states:SendTaskSuccess', this.machine.stateMachineArn);
    relay.allow('cloudwatch:GetMetricData', '*');
    relay.acknowledge({
      'AwsSolutions-IAM5[Resource::*]':
        'Reading metrics (cloudwatch:GetMetricData) and sending traces (xray:Put*) support no narrower resource.',
    });
    new BatonAlarm(this, 'NotStarted', {
      deployment,
      metric: customMetric(deployment, 'relay-events', 'FollowUpNotStarted'),
      threshold: 1,
      periods: 3,
      errorImpact: 'New assignments get no execution: their steps depend on the sweep and come up to a minute late.',
      runbookSection: 'open-executions',
    });
  }

  #alarms(deployment: Deployment): void {
    new BatonAlarm(this, 'Failures', {
      deployment,
      metric: this.machine.metricFailed({ period: Duration.minutes(5), statistic: 'Sum' }),
      threshold: 1,
      periods: 2,
      errorImpact: 'Some assignments lost their clock: their steps depend on the sweep and come up to a minute late.',
      runbookSection: 'follow-up',
    });
    new BatonAlarm(this, 'OpenExecutions', {
      deployment,
      metric: new Metric({
        namespace: 'AWS/States',
        metricName: 'OpenExecutionCount',
        statistic: 'Maximum',
        period: Duration.minutes(5),
      }),
      threshold: OPEN_EXECUTIONS_THRESHOLD,
      errorImpact:
        'The account is near its limit of open executions. New assignments get no execution, only the sweep.',
      runbookSection: 'open-executions',
    });
  }
}
