import type { ExecutionStep } from '../domain/follow-up/execution-steps.ts';
import type { FollowUpEnd, FollowUpRevision } from '../domain/follow-up/follow-up-end.ts';
import type { LeadId } from '../domain/ids.ts';

/** One execution for the whole window of an assignment: dates and codes only. */
export interface FollowUpExecution extends FollowUpRevision {
  readonly leadId: LeadId;
  readonly steps: readonly ExecutionStep[];
}

/** The executions that wait for a first response, and take the steps of the ladder until there is one. */
export interface FollowUpExecutions {
  /**
   * Starts the execution of these deadlines. Idempotent: one that was started before is not started again.
   * @returns `refused` when the account takes no more executions at the moment
   */
  start(execution: FollowUpExecution): Promise<'started' | 'refused'>;
  /**
   * Ends the execution that waits with this token.
   * @returns `gone` when none waits with it any more
   */
  end(token: string, end: FollowUpEnd): Promise<'ended' | 'gone'>;
}
