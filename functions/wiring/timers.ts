import type { FollowUpMode } from '../../shared/domain/follow-up/follow-up-mode.ts';
import type { FollowUpTimers } from '../../shared/ports/follow-ups.ts';
import { readEnv } from '../../shared/runtime/env.ts';
import { lazyPort } from './lazy-port.ts';

/** Returns the environment's way of making assignments punctual. */
export function readFollowUpMode(): FollowUpMode {
  return readEnv('FOLLOW_UP_MODE').FOLLOW_UP_MODE === 'near_steps' ? 'near_steps' : 'whole_window';
}

/** Creates what starts the timers of near steps. The client is loaded with the first one. */
export function createTimers(): FollowUpTimers {
  const { FOLLOW_UP_MACHINE_ARN: machine } = readEnv('FOLLOW_UP_MACHINE_ARN');
  return lazyPort<FollowUpTimers>(async () => (await import('./state-machines.ts')).createFollowUpStarter(machine));
}
