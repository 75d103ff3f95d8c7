import { SFNClient } from '@aws-sdk/client-sfn';
import { FollowUpMachine } from '../../shared/adapters/step-functions/follow-up-machine.ts';
import { FollowUpStarter } from '../../shared/adapters/step-functions/follow-up-starter.ts';
import { FollowUpTasks } from '../../shared/adapters/step-functions/follow-up-tasks.ts';
import { RoutingStarter } from '../../shared/adapters/step-functions/routing-starter.ts';

/*
 * Import this when a state machine is first called: loading the client takes a while, and most calls of a function need
 * none.
 */

/** Creates what starts Routing. */
export function createRoutingStarter(machine: string): RoutingStarter {
  return new RoutingStarter({ client: new SFNClient(), machine });
}

/** Creates what starts and ends the executions of whole windows. */
export function createFollowUpMachine(machine: string): FollowUpMachine {
  return new FollowUpMachine({ client: new SFNClient(), machine });
}

/** Creates what starts the timers of near steps. */
export function createFollowUpStarter(machine: string): FollowUpStarter {
  return new FollowUpStarter({ client: new SFNClient(), machine });
}

/** Creates what ends follow-up executions that wait. */
export function createFollowUpTasks(): FollowUpTasks {
  return new FollowUpTasks(new SFNClient());
}
