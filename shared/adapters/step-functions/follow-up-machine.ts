import {
  ExecutionAlreadyExists,
  ExecutionLimitExceeded,
  type SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import type { FollowUpEnd } from '../../domain/follow-up/follow-up-end.ts';
import type { FollowUpExecution, FollowUpExecutions } from '../../ports/follow-up-executions.ts';
import { FollowUpTasks } from './follow-up-tasks.ts';

/**
 * Starts and ends executions of the follow-up state machine. Their names are lead, epoch and revision, so that the same
 * one cannot run twice.
 */
export class FollowUpMachine implements FollowUpExecutions {
  readonly #client: SFNClient;
  readonly #stateMachineArn: string;
  readonly #tasks: FollowUpTasks;

  constructor(options: { readonly client: SFNClient; readonly machine: string }) {
    this.#client = options.client;
    this.#stateMachineArn = options.machine;
    this.#tasks = new FollowUpTasks(options.client);
  }

  async start(execution: FollowUpExecution): Promise<'started' | 'refused'> {
    const { leadId, epoch, revision } = execution;
    const start = new StartExecutionCommand({
      stateMachineArn: this.#stateMachineArn,
      name: `${leadId}-${epoch}-${revision}`,
      input: JSON.stringify(execution),
    });
    try {
      await this.#client.send(start);
    } catch (error) {
      if (error instanceof ExecutionLimitExceeded || isThrottle(error)) return 'refused';
      // Started by an earlier nudge. A dead execution cannot be restarted; the sweep takes over its steps.
      if (!(error instanceof ExecutionAlreadyExists)) throw error;
    }
    return 'started';
  }

  async end(token: string, end: FollowUpEnd): Promise<'ended' | 'gone'> {
    return this.#tasks.end(token, end);
  }
}

/** Whether AWS still refused a call for its rate after the SDK had retried it. */
function isThrottle(error: unknown): boolean {
  return error instanceof Error && error.name === 'ThrottlingException';
}
