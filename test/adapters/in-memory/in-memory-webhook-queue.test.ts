import { InMemoryWebhookQueue } from '../../../shared/adapters/in-memory/in-memory-webhook-queue.ts';
import { MONDAY } from '../../support/builders/moment.ts';
import { webhookQueueContract } from '../contracts/webhook-queue-contract.ts';

webhookQueueContract(async () => {
  let now = MONDAY;
  const queue = new InMemoryWebhookQueue(() => now);
  return {
    queue,
    receive: async () => queue.receive(),
    waitForNext: async () => {
      now = queue.nextAt ?? now;
    },
  };
});
