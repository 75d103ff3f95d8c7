import type { FollowUpExecutions } from '../../shared/ports/follow-up-executions.ts';
import { lazyPort } from '../wiring/lazy-port.ts';

/**
 * Creates what ends executions, when a step first needs it. Most steps leave their execution waiting, and no cold start
 * should load the client of Step Functions for them.
 */
export function createLazyTasks(): Pick<FollowUpExecutions, 'end'> {
  return lazyPort<Pick<FollowUpExecutions, 'end'>>(async () =>
    (await import('../wiring/state-machines.ts')).createFollowUpTasks(),
  );
}
