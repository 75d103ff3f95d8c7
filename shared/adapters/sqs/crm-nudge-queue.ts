import { SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { CrmNudge, CrmNudges } from '../../ports/crm-nudges.ts';

/** SendMessageBatch accepts at most ten messages. */
const MAX_MESSAGES = 10;

/** Sends nudges to the queue of sync-crm, one message each. */
export class CrmNudgeQueue implements CrmNudges {
  readonly #client: SQSClient;
  readonly #url: string;

  constructor(options: { readonly client: SQSClient; readonly url: string }) {
    this.#client = options.client;
    this.#url = options.url;
  }

  async send(nudges: readonly CrmNudge[], delaySeconds: number): Promise<void> {
    for (let start = 0; start < nudges.length; start += MAX_MESSAGES) {
      const Entries = nudges.slice(start, start + MAX_MESSAGES).map((nudge, index) => ({
        Id: String(index),
        MessageBody: JSON.stringify(nudge),
        DelaySeconds: delaySeconds,
      }));
      const { Failed = [] } = await this.#client.send(new SendMessageBatchCommand({ QueueUrl: this.#url, Entries }));
      if (Failed.length > 0) throw new Error(`the queue of the CRM rejected ${Failed.length} nudges`);
    }
  }
}
