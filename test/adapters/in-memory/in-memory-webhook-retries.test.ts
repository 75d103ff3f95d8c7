import { InMemoryWebhookRetries } from '../../../shared/adapters/in-memory/in-memory-webhook-retries.ts';
import { MONDAY } from '../../support/builders/moment.ts';
import { webhookRetriesContract } from '../contracts/webhook-retries-contract.ts';

webhookRetriesContract(async () => {
  let now = MONDAY;
  const queue = new InMemoryWebhookRetries(() => now);
  return {
    queue,
    receive: async () => queue.receive(),
    waitForNext: async () => {
      now = queue.nextAt ?? now;
    },
  };
});
