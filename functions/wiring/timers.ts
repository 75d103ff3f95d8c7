import { SFNClient } from '@aws-sdk/client-sfn';
import { FollowUpStarter } from '../../shared/adapters/step-functions/follow-up-starter.ts';
import type { FollowUpMode } from '../../shared/domain/follow-up/follow-up-mode.ts';
import { readEnv } from '../../shared/runtime/env.ts';

/** Returns the environment's way of making assignments punctual. */
export function readFollowUpMode(): FollowUpMode {
  return readEnv('FOLLOW_UP_MODE').FOLLOW_UP_MODE === 'near_steps' ? 'near_steps' : 'whole_window';
}

/** Creates what starts the timers of near steps. */
export function createTimers(): FollowUpStarter {
  const machine = readEnv('FOLLOW_UP_MACHINE_ARN').FOLLOW_UP_MACHINE_ARN;
  return new FollowUpStarter({ client: new SFNClient(), machine });
}
