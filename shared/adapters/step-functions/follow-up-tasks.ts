import {
  InvalidToken,
  SendTaskSuccessCommand,
  type SFNClient,
  TaskDoesNotExist,
  TaskTimedOut,
} from '@aws-sdk/client-sfn';
import type { FollowUpEnd } from '../../domain/follow-up/follow-up-end.ts';
import type { FollowUpExecutions } from '../../ports/follow-up-executions.ts';

/** Why an execution does not wait with a token: it went on to its next step, or is over. */
const GONE = [TaskDoesNotExist, TaskTimedOut, InvalidToken];

/** Ends follow-up executions that wait. The token alone says which. */
export class FollowUpTasks implements Pick<FollowUpExecutions, 'end'> {
  readonly #client: SFNClient;

  constructor(client: SFNClient) {
    this.#client = client;
  }

  async end(taskToken: string, end: FollowUpEnd): Promise<'ended' | 'gone'> {
    try {
      await this.#client.send(new SendTaskSuccessCommand({ taskToken, output: JSON.stringify(end) }));
      return 'ended';
    } catch (error) {
      if (!GONE.some((kind) => error instanceof kind)) throw error;
      return 'gone';
    }
  }
}
