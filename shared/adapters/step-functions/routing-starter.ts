import { type SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import type { LeadId } from '../../domain/ids.ts';
import type { Routings } from '../../ports/routings.ts';

/** Starts executions of the Routing state machine, and does not wait for them. Only the lead's id is handed over. */
export class RoutingStarter implements Routings {
  readonly #client: SFNClient;
  readonly #stateMachineArn: string;

  constructor(options: { readonly client: SFNClient; readonly machine: string }) {
    this.#client = options.client;
    this.#stateMachineArn = options.machine;
  }

  async start(lead: LeadId): Promise<void> {
    const input = JSON.stringify({ leadId: lead });
    await this.#client.send(new StartExecutionCommand({ stateMachineArn: this.#stateMachineArn, input }));
  }
}
