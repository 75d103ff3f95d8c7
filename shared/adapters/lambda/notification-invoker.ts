import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import type { NotificationNudge, NotificationNudges } from '../../ports/notification-nudges.ts';

/** How many nudges are handed over at once. */
const CONCURRENCY = 25;

/**
 * Hands each nudge to the function that notifies, as an asynchronous call of its own. Lambda keeps and repeats it, and a
 * slow receiver holds up nobody else.
 */
export class NotificationInvoker implements NotificationNudges {
  readonly #client: LambdaClient;
  readonly #functionArn: string;

  constructor(options: { readonly client: LambdaClient; readonly functionArn: string }) {
    this.#client = options.client;
    this.#functionArn = options.functionArn;
  }

  async send(nudges: readonly NotificationNudge[]): Promise<void> {
    const failed: unknown[] = [];
    for (let from = 0; from < nudges.length; from += CONCURRENCY) {
      const sent = nudges.slice(from, from + CONCURRENCY).map((nudge) => this.#invoke(nudge));
      for (const result of await Promise.allSettled(sent)) if (result.status === 'rejected') failed.push(result.reason);
    }
    if (failed.length > 0) throw failed[0];
  }

  async #invoke(nudge: NotificationNudge): Promise<void> {
    await this.#client.send(
      new InvokeCommand({
        FunctionName: this.#functionArn,
        InvocationType: 'Event',
        Payload: Buffer.from(JSON.stringify(nudge)),
      }),
    );
  }
}
