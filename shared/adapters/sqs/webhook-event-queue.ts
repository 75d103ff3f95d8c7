import { SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { LeadEvent } from '../../domain/lead/events.ts';
import type { EventQueue } from '../../ports/event-queue.ts';

/** SendMessageBatch accepts at most ten messages. */
const MAX_MESSAGES = 10;

/** Sends events to the queue of outgoing webhooks, one message each. */
export class WebhookEventQueue implements EventQueue {
  readonly #client: SQSClient;
  readonly #url: string;

  constructor(options: { readonly client: SQSClient; readonly url: string }) {
    this.#client = options.client;
    this.#url = options.url;
  }

  async send(events: readonly LeadEvent[]): Promise<void> {
    for (let start = 0; start < events.length; start += MAX_MESSAGES) {
      const chunk = events.slice(start, start + MAX_MESSAGES);
      const { Failed = [] } = await this.#client.send(
        new SendMessageBatchCommand({
          QueueUrl: this.#url,
          Entries: chunk.map((event, index) => ({ Id: String(index), MessageBody: JSON.stringify({ detail: event }) })),
        }),
      );
      if (Failed.length > 0) throw new Error(`the queue of webhooks rejected ${Failed.length} events`);
    }
  }
}
