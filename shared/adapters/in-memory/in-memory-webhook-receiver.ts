import type { WebhookResponse, WebhookSender } from '../../ports/webhook-sender.ts';

/** Fake of the webhook sender: records messages and answers as configured. */
export class InMemoryWebhookSender implements WebhookSender {
  readonly messages: Parameters<WebhookSender['send']>[0][] = [];
  readonly #answer: (url: string, nth: number) => WebhookResponse;

  /** `answer`: returns the answer to the n-th message at a URL, counted from 1. */
  constructor(answer: (url: string, nth: number) => WebhookResponse = () => ({ outcome: 'answered', status: 204 })) {
    this.#answer = answer;
  }

  async send(message: Parameters<WebhookSender['send']>[0]): Promise<WebhookResponse> {
    this.messages.push(message);
    return this.#answer(message.url, this.messages.filter(({ url }) => url === message.url).length);
  }
}
