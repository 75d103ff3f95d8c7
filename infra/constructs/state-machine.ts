import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import {
  DefinitionBody,
  type IChainable,
  JitterType,
  LogLevel,
  QueryLanguage,
  StateMachine,
  type StateMachineType,
  TaskInput,
} from 'aws-cdk-lib/aws-stepfunctions';
import { LambdaInvoke } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import type { Construct } from 'constructs';
import { acknowledge, wildcardBelow } from './acknowledge.ts';
import type { Deployment } from './deployment.ts';
import type { ServiceFunction } from './service-function.ts';

/** How a task is tried again: so often, first after so many seconds, then twice as long each time, never in step with others. */
export interface TaskRetry {
  readonly attempts: number;
  readonly firstSeconds: number;
  readonly atMostSeconds?: number;
}

/** A step that hands its input to a function and goes on with what that gives. */
export function taskOf(scope: Construct, name: string, handler: ServiceFunction, retry: TaskRetry): LambdaInvoke {
  const task = LambdaInvoke.jsonata(scope, name, {
    lambdaFunction: handler.live,
    payload: TaskInput.fromText('{% $states.input %}'),
    outputs: '{% $states.result.Payload %}',
    retryOnServiceExceptions: false,
  });
  task.addRetry({
    errors: ['States.ALL'],
    interval: Duration.seconds(retry.firstSeconds),
    maxAttempts: retry.attempts,
    backoffRate: 2,
    maxDelay: retry.atMostSeconds === undefined ? undefined : Duration.seconds(retry.atMostSeconds),
    jitterStrategy: JitterType.FULL,
  });
  return task;
}

/** Options of {@link stateMachineOf}. */
export interface StateMachineOptions {
  readonly deployment: Deployment;
  readonly type: StateMachineType;
  readonly steps: IChainable;
  /** The functions that its tasks call. */
  readonly calls: readonly ServiceFunction[];
  readonly timeout?: Duration;
}

/** The house state machine: traced, and with a log of its own for errors alone, which never has what an execution was given. */
export function stateMachineOf(scope: Construct, options: StateMachineOptions): StateMachine {
  const { deployment, type, steps, calls, timeout } = options;
  const { logRetentionDays, keepData } = deployment.environment;
  const machine = new StateMachine(scope, 'Machine', {
    stateMachineType: type,
    queryLanguage: QueryLanguage.JSONATA,
    definitionBody: DefinitionBody.fromChainable(steps),
    timeout,
    tracingEnabled: true,
    logs: {
      level: LogLevel.ERROR,
      includeExecutionData: false,
      destination: new LogGroup(scope, 'Logs', {
        retention: logRetentionDays,
        removalPolicy: keepData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
      }),
    },
  });
  for (const { live } of calls)
    acknowledge(machine, { [wildcardBelow(live, ':*')]: 'CDK grants a function with its versions.' });
  acknowledge(machine, {
    'AwsSolutions-SF1':
      'Errors only, without execution data: the tasks log ids of their own and inputs stay out of logs.',
    'AwsSolutions-IAM5[Resource::*]': 'Delivering logs and traces of a state machine knows no narrower resource.',
  });
  return machine;
}
