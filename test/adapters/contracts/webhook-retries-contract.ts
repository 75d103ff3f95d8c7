import { describe, expect, it } from 'vitest';
import type { WebhookRetries, WebhookRetry } from '../../../shared/ports/webhook-retries.ts';
import { anEvent } from '../../support/builders/event.ts';
import { MONDAY } from '../../support/builders/moment.ts';

/** A queue with its receiving end. */
export interface QueueEnds {
  readonly queue: WebhookRetries;
  /** Takes what can be received now. */
  receive(): Promise<readonly WebhookRetry[]>;
  /** Waits until the next held back message can be received. */
  waitForNext(): Promise<void>;
}

/** Contract of every WebhookRetries. */
export function webhookRetriesContract(make: () => Promise<QueueEnds>): void {
  describe('further attempts', () => {
    it('arrive as they were sent, not before their delay is over, and once', async () => {
      const { queue, receive, waitForNext } = await make();
      const retry = { event: anEvent('TouchpointAdded'), webhook: 'crm', attempt: 2, dueAt: MONDAY };
      const later = { ...retry, webhook: 'bi', attempt: 7 };
      await queue.send(later, 2);
      await queue.send(retry, 0);
      expect(await receive()).toEqual([retry]);
      await waitForNext();
      expect(await receive()).toEqual([later]);
      expect(await receive()).toEqual([]);
    });
  });
}
