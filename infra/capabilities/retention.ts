import { Duration } from 'aws-cdk-lib';
import { Choice, Condition, type StateMachine, StateMachineType, Succeed } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { BatonAlarm } from '../constructs/baton-alarm.ts';
import { customMetric } from '../constructs/custom-metric.ts';
import { createDeadLetterQueue } from '../constructs/dead-letter-queue.ts';
import type { Deployment } from '../constructs/deployment.ts';
import { ServiceFunction } from '../constructs/service-function.ts';
import { createStateMachine, createTask } from '../constructs/state-machine.ts';
import type { CapabilityProps } from './capability-props.ts';

const FUNCTION_NAME = 'retain-data';
const RUNBOOK_SECTION = 'retention';
const DAY = Duration.days(1);

/**
 * Retention: once a day it continues unfinished erasures and erases, page by page, what is older than the plan in force
 * allows. Its pause switch is `retentionRuns` in environments.ts.
 */
export class Retention extends Construct {
  readonly machine: StateMachine;
  readonly retainData: ServiceFunction;

  constructor(scope: Construct, id: string, { deployment, storage, secrets }: CapabilityProps) {
    super(scope, id);
    this.retainData = new ServiceFunction(this, 'RetainData', {
      deployment,
      name: FUNCTION_NAME,
      runbookSection: RUNBOOK_SECTION,
      invocation: 'request',
      errorImpact: 'Personal data over its age, or asked to be erased, stays until a later run.',
      memoryMegabytes: 1024,
      timeoutSeconds: 60,
    });
    storage.grant(this.retainData, {
      leads: { access: 'read-write', indexes: ['byState'] },
      reps: 'read-write',
      // All bodies are searched.
      deliveries: ['get', 'query', 'scan', 'put', 'delete'],
      bodies: 'erase',
    });
    secrets.grant(this.retainData, 'personKeys');
    this.machine = this.#stateMachine(deployment);
    this.#schedule(deployment);
    this.#alarms(deployment);
  }

  /** Runs one page per task: all that is old could exceed the time of one invocation. */
  #stateMachine(deployment: Deployment): StateMachine {
    const erasePage = createTask(this, 'Erase the next page', this.retainData, { maxAttempts: 3, intervalSeconds: 30 });
    const isDone = Choice.jsonata(this, 'Was it the last page of all?')
      .when(Condition.jsonata('{% $states.input.done %}'), Succeed.jsonata(this, 'All that is old is erased'))
      .otherwise(erasePage);
    return createStateMachine(this, {
      deployment,
      type: StateMachineType.STANDARD,
      steps: erasePage.next(isDone),
      functions: [this.retainData],
      timeout: Duration.hours(20),
    });
  }

  #schedule(deployment: Deployment): void {
    deployment.schedules.add(this, 'Daily', {
      every: DAY,
      enabled: deployment.environment.retentionRuns,
      starts: this.machine,
      notStarted: createDeadLetterQueue(this, 'NotStarted', {
        deployment,
        errorImpact: 'A retention run could not be started; the next one erases what it would have erased.',
        runbookSection: RUNBOOK_SECTION,
      }),
      // The next run is a day away.
      retry: { attempts: 5, within: Duration.hours(1) },
    });
  }

  #alarms(deployment: Deployment): void {
    const ofDay = { period: DAY, statistic: 'Sum' };
    new BatonAlarm(this, 'Failures', {
      deployment,
      metric: this.machine.metricFailed(ofDay),
      threshold: 1,
      errorImpact: 'A retention run broke off: personal data over its age stays until a later run.',
      runbookSection: RUNBOOK_SECTION,
    });
    new BatonAlarm(this, 'Left', {
      deployment,
      metric: customMetric(deployment, FUNCTION_NAME, 'RetentionFailed').with({ period: DAY }),
      threshold: 1,
      errorImpact: 'Something that should be erased could not be: it stays until a later run.',
      runbookSection: RUNBOOK_SECTION,
    });
    if (!deployment.environment.retentionRuns) return;
    new BatonAlarm(this, 'Silent', {
      deployment,
      metric: this.machine.metricStarted(ofDay),
      threshold: 1,
      periods: 2,
      comparison: 'below',
      errorImpact: 'Retention does not run: nothing is erased by age, and no unfinished erasure continues.',
      runbookSection: RUNBOOK_SECTION,
    });
  }
}
