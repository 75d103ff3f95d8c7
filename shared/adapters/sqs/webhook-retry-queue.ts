import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { WebhookRetries, WebhookRetry } from '../../ports/webhook-retries.ts';

/** Sends each further attempt as a delayed message of its own, so that no message waits in flight. */
export class WebhookRetryQueue implements WebhookRetries {
  readonly #client: SQSClient;
  readonly #url: string;

  constructor(options: { readonly client: SQSClient; readonly url: string }) {
    this.#client = options.client;
    this.#url = options.url;
  }

  async send(retry: WebhookRetry, delaySeconds: number): Promise<void> {
    const body = JSON.stringify({ retry });
    await this.#client.send(
      new SendMessageCommand({ QueueUrl: this.#url, MessageBody: body, DelaySeconds: delaySeconds }),
    );
  }
}
