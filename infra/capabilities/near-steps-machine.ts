import { type StateMachine, StateMachineType, Wait, WaitTime } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import type { Deployment } from '../constructs/deployment.ts';
import type { ServiceFunction } from '../constructs/service-function.ts';
import { createStateMachine, createTask } from '../constructs/state-machine.ts';

/** Creates the machine of one step that is near: it waits until the step is due, then takes it. */
export function createNearStepsMachine(
  scope: Construct,
  { deployment, takeDueStep }: { readonly deployment: Deployment; readonly takeDueStep: ServiceFunction },
): StateMachine {
  const takeStep = createTask(scope, 'Take the step that is due', takeDueStep, {
    maxAttempts: 6,
    intervalSeconds: 2,
    maxDelaySeconds: 60,
  });
  const wait = Wait.jsonata(scope, 'Wait for the next step', {
    time: WaitTime.seconds('{% $states.input.waitSeconds %}'),
  });
  return createStateMachine(scope, {
    deployment,
    type: StateMachineType.STANDARD,
    steps: wait.next(takeStep),
    functions: [takeDueStep],
  });
}
