import type { FollowUpExecutions } from '../../shared/ports/follow-up-executions.ts';

/**
 * Creates what ends executions, when a step first needs it. Most steps leave their execution waiting, and no cold start
 * should load the client of Step Functions for them.
 */
export function createLazyTasks(): Pick<FollowUpExecutions, 'end'> {
  let created: Promise<Pick<FollowUpExecutions, 'end'>> | undefined;
  return {
    end: async (token, end) => {
      created ??= import('../wiring/follow-up-tasks.ts').then(({ createFollowUpTasks }) => createFollowUpTasks());
      return (await created).end(token, end);
    },
  };
}
