import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { LeadId } from '../../domain/ids.ts';
import type { CountingQueue } from '../../ports/counting-queue.ts';

/** Asks for leads to be counted, many with one message of a queue. */
export class SqsCountingQueue implements CountingQueue {
  readonly #client: SQSClient;
  readonly #url: string;

  constructor(options: { readonly client: SQSClient; readonly url: string }) {
    this.#client = options.client;
    this.#url = options.url;
  }

  async request(leads: readonly LeadId[]): Promise<void> {
    await this.#client.send(new SendMessageCommand({ QueueUrl: this.#url, MessageBody: JSON.stringify({ leads }) }));
  }
}
