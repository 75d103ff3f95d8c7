import { Duration, Fn, Stack } from 'aws-cdk-lib';
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
import { type Acknowledgements, acknowledge, wildcardBelow } from './acknowledge.ts';
import type { Deployment } from './deployment.ts';
import { createLogGroup } from './log-group.ts';
import type { ServiceFunction } from './service-function.ts';
import { createServiceRole } from './service-role.ts';

/**
 * How a task is retried: the number of attempts, the first wait, and the longest wait. Waits double each time, with
 * full jitter.
 */
export interface TaskRetry {
  readonly maxAttempts: number;
  readonly intervalSeconds: number;
  readonly maxDelaySeconds?: number;
}

/** Returns a task that passes its input to a function and continues with the function's result. */
export function createTask(scope: Construct, name: string, handler: ServiceFunction, retry: TaskRetry): LambdaInvoke {
  const task = LambdaInvoke.jsonata(scope, name, {
    lambdaFunction: handler.live,
    payload: TaskInput.fromText('{% $states.input %}'),
    outputs: '{% $states.result.Payload %}',
    retryOnServiceExceptions: false,
  });
  task.addRetry({
    errors: ['States.ALL'],
    interval: Duration.seconds(retry.intervalSeconds),
    maxAttempts: retry.maxAttempts,
    backoffRate: 2,
    maxDelay: retry.maxDelaySeconds === undefined ? undefined : Duration.seconds(retry.maxDelaySeconds),
    jitterStrategy: JitterType.FULL,
  });
  return task;
}

/** Options of {@link createStateMachine}. */
export interface StateMachineOptions {
  readonly deployment: Deployment;
  readonly type: StateMachineType;
  readonly steps: IChainable;
  /** The functions invoked by its tasks. */
  readonly functions: readonly ServiceFunction[];
  readonly timeout?: Duration;
}

/**
 * Creates the house state machine: with its own log group for errors only, which never includes execution data.
 */
export function createStateMachine(scope: Construct, options: StateMachineOptions): StateMachine {
  const { deployment, type, steps, functions, timeout } = options;
  const role = createServiceRole(scope, 'MachineRole', 'states.amazonaws.com');
  const machine = new StateMachine(scope, 'Machine', {
    role,
    stateMachineType: type,
    queryLanguage: QueryLanguage.JSONATA,
    definitionBody: DefinitionBody.fromChainable(steps),
    timeout,
    tracingEnabled: deployment.environment.traced,
    logs: {
      level: LogLevel.ERROR,
      includeExecutionData: false,
      destination: createLogGroup(scope, 'Logs', deployment, logGroupNameOf(scope)),
    },
  });
  for (const { live } of functions)
    acknowledge(role, { [wildcardBelow(live, ':*')]: 'CDK grants access to a function including its versions.' });
  acknowledge(machine, {
    'AwsSolutions-SF1': 'Errors only, without execution data: the tasks log the ids, and inputs stay out of logs.',
  });
  acknowledge(role, {
    'AwsSolutions-IAM5[Resource::*]': 'Log delivery and tracing of a state machine support no narrower resource.',
  });
  if (!deployment.environment.traced) acknowledge(machine, UNTRACED);
  return machine;
}

/**
 * Returns a name below /aws/vendedlogs/: all log groups with other names that services deliver to share one resource
 * policy of limited size in an account. It ends with a part of the stack's id, so that a new stack does not meet the
 * retained group of one that was deleted.
 */
function logGroupNameOf(scope: Construct): string {
  const { stackName, stackId } = Stack.of(scope);
  return `/aws/vendedlogs/states/${stackName}-${scope.node.id}-${Fn.select(4, Fn.split('-', Fn.select(2, Fn.split('/', stackId))))}`;
}

const UNTRACED: Acknowledgements = Object.fromEntries(
  ['AwsSolutions-SF2', 'Serverless-StepFunctionStateMachineXray'].map((finding) => [
    finding,
    'Each execution would be billed as a trace. `traced` in environments.ts turns it on.',
  ]),
);
