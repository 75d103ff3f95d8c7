import { Duration } from 'aws-cdk-lib';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import {
  Choice,
  Condition,
  IntegrationPattern,
  JitterType,
  type StateMachine,
  StateMachineType,
  Succeed,
  TaskInput,
  Timeout,
} from 'aws-cdk-lib/aws-stepfunctions';
import { LambdaInvoke } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import type { Construct } from 'constructs';
import type { ExecutionStepKind } from '../../shared/domain/follow-up/execution-steps.ts';
import { TOKEN_GRACE_SECONDS } from '../../shared/domain/follow-up/token-needed-until.ts';
import type { Deployment } from '../constructs/deployment.ts';
import { KeepTokenTask } from '../constructs/keep-token-task.ts';
import type { ServiceFunction } from '../constructs/service-function.ts';
import { createStateMachine, createTask } from '../constructs/state-machine.ts';

/** The states that take a step and then wait for a response until the next one. */
const STEPS_THAT_WAIT = {
  warn: 'Warn the owner',
  breach: 'Record the breach',
  breach_and_escalate: 'Record the breach and escalate',
  escalate: 'Escalate the lead',
} as const satisfies Partial<Record<ExecutionStepKind, string>>;

/** The states that take the last step of an assignment. Their execution ends with them. */
const LAST_STEPS = {
  breach: 'Record the breach as the last step',
  breach_and_escalate: 'Record the breach and escalate as the last step',
  escalate: 'Escalate the lead as the last step',
  reassign: 'Reassign the lead',
  recycle: 'Recycle the lead',
  catch_all: 'Hand the lead to the plan owner',
  return: 'Return the lead that was handed off',
  release: 'Release the lead of a rep on leave',
  end_shadow: 'End the lead in shadow mode',
} as const satisfies Partial<Record<ExecutionStepKind, string>>;

const RETRY = { maxAttempts: 6, intervalSeconds: 2, maxDelaySeconds: 60 };

/** What is waited for at least: a task may not time out after zero seconds. */
function secondsUntil(step: number): string {
  return `{% $max([1, $floor(($toMillis($states.input.steps[${step}].at) - $millis()) / 1000) + 1]) %}`;
}

/**
 * Creates the machine of a whole assignment. Each state that waits is a task with a token. Whoever ends the assignment
 * completes the token, and with it the execution; if nobody does, the task times out when the next step is due.
 */
export function createWholeWindowMachine(
  scope: Construct,
  options: { readonly deployment: Deployment; readonly takeDueStep: ServiceFunction; readonly leads: ITable },
): StateMachine {
  const { deployment, takeDueStep, leads } = options;
  const wait = createWait(scope, leads);
  const whatIsDue = Choice.jsonata(scope, 'What is due?');
  // Also if the clocks of Step Functions and of Baton's functions differ.
  whatIsDue.when(Condition.jsonata('{% $toMillis($states.input.steps[0].at) > $millis() %}'), wait);
  for (const [kind, name] of Object.entries(STEPS_THAT_WAIT)) {
    const step = createStepThatWaits(scope, name, takeDueStep);
    step.addCatch(whatIsDue, {
      errors: ['States.Timeout'],
      outputs: '{% $merge([$states.input, {"steps": [$states.input.steps[[1..$count($states.input.steps)]]]}]) %}',
    });
    whatIsDue.when(isDue(kind, '$count($states.input.steps) > 1'), step);
  }
  for (const [kind, name] of Object.entries(LAST_STEPS))
    whatIsDue.when(isDue(kind), createTask(scope, name, takeDueStep, RETRY));
  whatIsDue.otherwise(
    Succeed.jsonata(scope, 'Leave the rest to the sweep', { comment: 'Input of a version that knew other steps' }),
  );
  wait.addCatch(whatIsDue, { errors: ['States.Timeout'], outputs: '{% $states.input %}' });
  return createStateMachine(scope, {
    deployment,
    type: StateMachineType.STANDARD,
    steps: wait,
    functions: [takeDueStep],
  });
}

function isDue(kind: string, and?: string): Condition {
  const is = `$states.input.steps[0].kind = "${kind}"`;
  return Condition.jsonata(`{% ${and === undefined ? is : `${is} and ${and}`} %}`);
}

/** When the first token may be removed, in seconds: some time after the last step. */
const TOKEN_EXPIRY = `{% $string($ceil($max($states.input.steps.$toMillis(at)) / 1000) + ${TOKEN_GRACE_SECONDS}) %}`;

/** The first state: it keeps its token beside the lead, without a function. */
function createWait(scope: Construct, leads: ITable): KeepTokenTask {
  const wait = new KeepTokenTask(scope, 'Wait for the first response', {
    comment: 'Ends at once when somebody responds, declines or moves the lead',
    table: leads,
    partitions: 'LEAD#*',
    // As shared/adapters/dynamodb/timer-table.ts reads it.
    item: {
      pk: { S: "{% 'LEAD#' & $states.input.leadId %}" },
      sk: { S: "{% 'TIMER#' & $string($states.input.epoch) & '#' & $string($states.input.revision) %}" },
      epoch: { N: '{% $string($states.input.epoch) %}' },
      revision: { N: '{% $string($states.input.revision) %}' },
      token: { S: '{% $states.context.Task.Token %}' },
      expiresAt: { N: TOKEN_EXPIRY },
    },
    taskTimeout: Timeout.jsonata(secondsUntil(0)),
    outputs: '{% $states.result %}',
  });
  wait.addRetry(RETRY_OF_WAITS);
  return wait;
}

function createStepThatWaits(scope: Construct, name: string, takeDueStep: ServiceFunction): LambdaInvoke {
  const step = LambdaInvoke.jsonata(scope, name, {
    comment: 'Then waits for a response until the next step',
    lambdaFunction: takeDueStep.live,
    integrationPattern: IntegrationPattern.WAIT_FOR_TASK_TOKEN,
    payload: TaskInput.fromObject({
      leadId: '{% $states.input.leadId %}',
      epoch: '{% $states.input.epoch %}',
      revision: '{% $states.input.revision %}',
      token: '{% $states.context.Task.Token %}',
    }),
    taskTimeout: Timeout.jsonata(secondsUntil(1)),
    outputs: '{% $states.result %}',
    retryOnServiceExceptions: false,
  });
  step.addRetry(RETRY_OF_WAITS);
  return step;
}

/** As for other tasks, but a time-out is the way to the next step. */
const RETRY_OF_WAITS = {
  errors: ['States.TaskFailed'],
  interval: Duration.seconds(RETRY.intervalSeconds),
  maxAttempts: RETRY.maxAttempts,
  backoffRate: 2,
  maxDelay: Duration.seconds(RETRY.maxDelaySeconds),
  jitterStrategy: JitterType.FULL,
};
