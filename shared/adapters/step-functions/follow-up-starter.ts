import { ExecutionAlreadyExists, type SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import type { FollowUpTimer, FollowUpTimers } from '../../ports/follow-ups.ts';

/** Starts executions named after lead, epoch, revision and due date, so that the same one cannot run twice. */
export class FollowUpStarter implements FollowUpTimers {
  readonly #client: SFNClient;
  readonly #stateMachineArn: string;

  constructor(options: { readonly client: SFNClient; readonly machine: string }) {
    this.#client = options.client;
    this.#stateMachineArn = options.machine;
  }

  async start(timer: FollowUpTimer, waitSeconds: number): Promise<void> {
    const name = [timer.leadId, timer.epoch, timer.revision, timer.at.replaceAll(/\D/g, '')].join('-');
    try {
      await this.#client.send(
        new StartExecutionCommand({
          stateMachineArn: this.#stateMachineArn,
          name,
          input: JSON.stringify({ ...timer, waitSeconds }),
        }),
      );
    } catch (error) {
      // Already started by an earlier nudge. A dead execution cannot be restarted; the sweep takes over its steps.
      if (error instanceof ExecutionAlreadyExists) return;
      throw error;
    }
  }
}
