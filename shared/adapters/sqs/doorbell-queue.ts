import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { TeamId } from '../../domain/ids.ts';
import type { Doorbell } from '../../ports/doorbell.ts';

/**
 * Rings on a FIFO queue with a message group for each team. Every ring has an id of its own: deduplication lasts five
 * minutes, and a ring that was dropped as a repetition of one already answered would leave a lead waiting.
 */
export class DoorbellQueue implements Doorbell {
  readonly #client: SQSClient;
  readonly #url: string;
  readonly #newId: () => string;

  constructor(options: { readonly client: SQSClient; readonly url: string; readonly newId: () => string }) {
    this.#client = options.client;
    this.#url = options.url;
    this.#newId = options.newId;
  }

  async ring(team: TeamId): Promise<void> {
    await this.#client.send(
      new SendMessageCommand({
        QueueUrl: this.#url,
        MessageGroupId: team,
        MessageDeduplicationId: this.#newId(),
        // The team stands in the body too: not every caller of the consumer passes the group on.
        MessageBody: JSON.stringify({ team }),
      }),
    );
  }
}
