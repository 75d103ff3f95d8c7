import type { Duration } from 'aws-cdk-lib';
import type { Role } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Schedule, ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import {
  LambdaInvoke,
  type ScheduleTargetBaseProps,
  StepFunctionsStartExecution,
} from 'aws-cdk-lib/aws-scheduler-targets';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { acknowledge, wildcardBelow } from './acknowledge.ts';
import { createServiceRole } from './service-role.ts';

/** A function that a schedule can start: its version in use, and what gets the runs that failed. */
export interface ScheduledFunction {
  readonly live: IFunction;
  readonly deadLetters?: IQueue;
}

/** What runs on a schedule, and what becomes of a run that could not be started. */
export interface ScheduleProps {
  readonly every: Duration;
  /** Off is the pause switch. */
  readonly enabled: boolean;
  readonly starts: ScheduledFunction | StateMachine;
  /** Gets the runs that could not be started; by default the function's own dead-letter queue. */
  readonly notStarted?: IQueue;
  /** How often a start is tried again; by default never, since the next run makes up for it. */
  readonly retry?: { readonly attempts: number; readonly within: Duration };
}

/** The schedules of a stack. They share one role, which may start what is on a schedule and nothing else. */
export class Schedules extends Construct {
  readonly #role: Role;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.#role = createServiceRole(this, 'Role', 'scheduler.amazonaws.com');
  }

  /** Adds a schedule to a capability. */
  add(scope: Construct, id: string, { every, enabled, starts, notStarted, retry }: ScheduleProps): void {
    const options: ScheduleTargetBaseProps = {
      role: this.#role,
      deadLetterQueue: notStarted ?? (starts instanceof StateMachine ? undefined : starts.deadLetters),
      retryAttempts: retry?.attempts ?? 0,
      maxEventAge: retry?.within ?? every,
    };
    const target =
      starts instanceof StateMachine
        ? new StepFunctionsStartExecution(starts, options)
        : new LambdaInvoke(starts.live, options);
    if (!(starts instanceof StateMachine))
      acknowledge(this.#role, {
        [wildcardBelow(starts.live, ':*')]: 'CDK grants access to a function including its versions.',
      });
    new Schedule(scope, id, { schedule: ScheduleExpression.rate(every), enabled, target });
  }
}
