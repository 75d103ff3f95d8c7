import type { WebhookAnswer, WebhookSender } from '../../ports/webhook-sender.ts';

/** The twin of the way to receivers: keeps what was sent, and answers as it is told to. */
export class MemoryWebhookReceiver implements WebhookSender {
  readonly received: Parameters<WebhookSender['send']>[0][] = [];
  readonly #answer: (url: string, nth: number) => WebhookAnswer;

  /** `answer`: to the n-th message at this address, from 1. */
  constructor(answer: (url: string, nth: number) => WebhookAnswer = () => ({ outcome: 'answered', status: 204 })) {
    this.#answer = answer;
  }

  async send(message: Parameters<WebhookSender['send']>[0]): Promise<WebhookAnswer> {
    this.received.push(message);
    return this.#answer(message.url, this.received.filter(({ url }) => url === message.url).length);
  }
}
