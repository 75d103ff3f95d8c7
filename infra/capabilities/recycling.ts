import { Duration } from 'aws-cdk-lib';
import { Choice, Condition, type StateMachine, StateMachineType, Succeed } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { BatonAlarm } from '../constructs/baton-alarm.ts';
import { createDeadLetterQueue } from '../constructs/dead-letter-queue.ts';
import type { Deployment } from '../constructs/deployment.ts';
import { ServiceFunction } from '../constructs/service-function.ts';
import { createStateMachine, createTask } from '../constructs/state-machine.ts';
import type { Environment } from '../environment.ts';
import type { CapabilityProps } from './capability-props.ts';

const RUNBOOK_SECTION = 'recycling';

/**
 * Returns how long the sweep leaves due leads to the recycling schedule: two runs, or zero while recycling is paused.
 */
export function recyclingHeadStart({ recyclingRuns, recycleEveryMinutes }: Environment): Duration {
  return Duration.minutes(recyclingRuns ? 2 * recycleEveryMinutes : 0);
}

/**
 * Recycles leads whose time in nurture is over: on a schedule, page by page, until none is left or the run reaches its
 * page limit. Its pause switch is `recyclingRuns` in environments.ts; the sweep recycles what it leaves.
 */
export class Recycling extends Construct {
  readonly machine: StateMachine;
  readonly recycleLeads: ServiceFunction;

  constructor(scope: Construct, id: string, { deployment, storage }: CapabilityProps) {
    super(scope, id);
    this.recycleLeads = new ServiceFunction(this, 'RecycleLeads', {
      deployment,
      name: 'recycle-leads',
      runbookSection: RUNBOOK_SECTION,
      invocation: 'request',
      errorImpact: 'Leads due from nurture depend on the sweep and come back later than they should.',
      timeoutSeconds: 60,
    });
    storage.grant(this.recycleLeads, { leads: { access: 'read-write', indexes: ['due'] }, reps: 'read' });
    this.machine = this.#stateMachine(deployment);
    this.#schedule(deployment);
    this.#alarms(deployment);
  }

  /** Runs one page per task: a map over all due leads could exceed the limits of one execution. */
  #stateMachine(deployment: Deployment): StateMachine {
    const takePage = createTask(this, 'Take back the next page', this.recycleLeads, {
      maxAttempts: 3,
      intervalSeconds: 2,
    });
    const isDone = Choice.jsonata(this, 'Was it the last page?')
      .when(
        Condition.jsonata('{% $states.input.done %}'),
        Succeed.jsonata(this, 'All that may come back has come back'),
      )
      .otherwise(takePage);
    return createStateMachine(this, {
      deployment,
      type: StateMachineType.STANDARD,
      steps: takePage.next(isDone),
      functions: [this.recycleLeads],
      timeout: Duration.hours(1),
    });
  }

  #schedule(deployment: Deployment): void {
    const { recyclingRuns, recycleEveryMinutes } = deployment.environment;
    deployment.schedules.add(this, 'Schedule', {
      every: Duration.minutes(recycleEveryMinutes),
      enabled: recyclingRuns,
      starts: this.machine,
      notStarted: createDeadLetterQueue(this, 'NotStarted', {
        deployment,
        errorImpact: 'A recycling run could not be started; the next one, or the sweep, recycles its leads.',
        runbookSection: RUNBOOK_SECTION,
      }),
    });
  }

  #alarms(deployment: Deployment): void {
    const { recyclingRuns, recycleEveryMinutes } = deployment.environment;
    new BatonAlarm(this, 'Failures', {
      deployment,
      metric: this.machine.metricFailed({ period: Duration.minutes(recycleEveryMinutes), statistic: 'Sum' }),
      threshold: 1,
      periods: 2,
      errorImpact: 'Leads due from nurture do not come back on schedule; the sweep recycles them later.',
      runbookSection: RUNBOOK_SECTION,
    });
    if (!recyclingRuns) return;
    new BatonAlarm(this, 'Silent', {
      deployment,
      metric: this.machine.metricStarted({ period: Duration.minutes(4 * recycleEveryMinutes), statistic: 'Sum' }),
      threshold: 1,
      comparison: 'below',
      errorImpact: 'Recycling does not run: leads due from nurture depend on the sweep.',
      runbookSection: RUNBOOK_SECTION,
    });
  }
}
