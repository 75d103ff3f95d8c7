import { Duration } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { type StateMachine, StateMachineType, Wait, WaitTime } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { BatonAlarm } from '../constructs/baton-alarm.ts';
import type { Deployment } from '../constructs/deployment.ts';
import { ServiceFunction } from '../constructs/service-function.ts';
import { createStateMachine, createTask } from '../constructs/state-machine.ts';
import type { CapabilityProps } from './capability-props.ts';

/** 80 % of the one million open executions that an account may have. */
const OPEN_EXECUTIONS_THRESHOLD = 800_000;

/**
 * The timers of assignments: one execution per due step that is near. It waits until the step is due, then takes it.
 * Timers only make Baton punctual: without them the sweep takes the same steps.
 */
export class FollowUp extends Construct {
  readonly machine: StateMachine;
  readonly takeDueStep: ServiceFunction;

  constructor(scope: Construct, id: string, { deployment, storage, secrets, events, api }: CapabilityProps) {
    super(scope, id);
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
    secrets.grant(this.takeDueStep, 'links', 'notifications');
    this.machine = this.#stateMachine(deployment);
    this.grantStart(events.relay);
    this.#alarms(deployment);
  }

  /** Allows a function to start timers, and tells it the machine's ARN. */
  grantStart(handler: ServiceFunction): void {
    this.machine.grantStartExecution(handler);
    handler.addSettings({ FOLLOW_UP_MACHINE_ARN: this.machine.stateMachineArn });
  }

  #stateMachine(deployment: Deployment): StateMachine {
    const takeStep = createTask(this, 'Take the step that is due', this.takeDueStep, {
      maxAttempts: 6,
      intervalSeconds: 2,
      maxDelaySeconds: 60,
    });
    const wait = Wait.jsonata(this, 'Wait for the next step', {
      time: WaitTime.seconds('{% $states.input.waitSeconds %}'),
    });
    return createStateMachine(this, {
      deployment,
      type: StateMachineType.STANDARD,
      steps: wait.next(takeStep),
      functions: [this.takeDueStep],
    });
  }

  #alarms(deployment: Deployment): void {
    new BatonAlarm(this, 'Failures', {
      deployment,
      metric: this.machine.metricFailed({ period: Duration.minutes(5), statistic: 'Sum' }),
      threshold: 1,
      periods: 2,
      errorImpact: 'Some assignments lost their timer: their steps depend on the sweep and come up to a minute late.',
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
        'The account is near its limit of open executions. Beyond it, new assignments get no timer, only the sweep.',
      runbookSection: 'open-executions',
    });
  }
}
