import type { WebhookAnswer, WebhookSender } from '../../ports/webhook-sender.ts';

/** Fake of the webhook sender: records messages and answers as configured. */
export class MemoryWebhookReceiver implements WebhookSender {
  readonly received: Parameters<WebhookSender['send']>[0][] = [];
  readonly #answer: (url: string, nth: number) => WebhookAnswer;

  /** `answer`: returns the answer to the n-th message at a URL, counted from 1. */
  constructor(answer: (url: string, nth: number) => WebhookAnswer = () => ({ outcome: 'answered', status: 204 })) {
    this.#answer = answer;
  }

  async send(message: Parameters<WebhookSender['send']>[0]): Promise<WebhookAnswer> {
    this.received.push(message);
    return this.#answer(message.url, this.received.filter(({ url }) => url === message.url).length);
  }
}
