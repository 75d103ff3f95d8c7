import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { TeamId } from '../../domain/ids.ts';
import type { Doorbell } from '../../ports/doorbell.ts';

/**
 * Rings the doorbell through a FIFO queue with one message group per team. Every ring has a unique deduplication id.
 * Deduplication lasts five minutes, and dropping a ring as a duplicate of one already handled would leave a lead
 * waiting.
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
        // The body repeats the team, because not every caller of the consumer passes the message group on.
        MessageBody: JSON.stringify({ team }),
      }),
    );
  }
}
