import { beforeEach, describe, expect, it } from 'vitest';
import type { WebhookDelivery } from '../../../shared/domain/webhooks/subscription.ts';
import type { WebhookStore } from '../../../shared/ports/webhook-store.ts';
import { MONDAY, minutesAfterMonday } from '../../support/builders/moment.ts';
import { aWebhook } from '../../support/builders/webhook.ts';

function aDelivery(overrides: Partial<WebhookDelivery> = {}): WebhookDelivery {
  return {
    lead: 'lead_1',
    seq: 2,
    event: 'event_2',
    webhook: 'crm',
    status: 'retrying',
    attempts: 1,
    at: MONDAY,
    lastStatus: 500,
    nextAt: minutesAfterMonday(1),
    ...overrides,
  };
}

/** Contract of every WebhookStore. */
export function webhookStoreContract(make: () => Promise<WebhookStore>): void {
  describe('webhooks', () => {
    let webhooks: WebhookStore;
    beforeEach(async () => {
      webhooks = await make();
    });

    it('are listed by id in their latest version until removed', async () => {
      const [crm, bi] = [aWebhook(), aWebhook({ id: 'bi', events: ['LeadClosed', 'LeadAssigned'] })];
      for (const webhook of [{ ...crm, paused: true }, bi, crm]) await webhooks.save(webhook);
      expect(await webhooks.list()).toEqual([bi, crm]);
      await webhooks.remove('bi');
      await webhooks.remove('bi');
      expect(await webhooks.list()).toEqual([crm]);
    });

    it('record their consecutive failures', async () => {
      await webhooks.save(aWebhook({ failures: 18 }));
      const failed = { taken: false, now: minutesAfterMonday(1) };
      expect(await webhooks.recordAttempt('crm', failed)).toEqual(aWebhook({ failures: 19 }));
      expect(await webhooks.recordAttempt('crm', failed)).toEqual(
        aWebhook({ failures: 20, failingSince: minutesAfterMonday(1) }),
      );
      expect(await webhooks.list()).toEqual([aWebhook({ failures: 20, failingSince: minutesAfterMonday(1) })]);
      expect(await webhooks.recordAttempt('crm', { taken: true, now: minutesAfterMonday(2) })).toEqual(aWebhook());
      expect(await webhooks.list()).toEqual([aWebhook()]);
      expect(await webhooks.recordAttempt('gone', failed)).toBeUndefined();
      expect(await webhooks.list()).toEqual([aWebhook()]);
    });

    it('record the status of each event, listed by event or by lead; delivered is final', async () => {
      await webhooks.saveDelivery(aDelivery({ seq: 10, event: 'event_10' }));
      await webhooks.saveDelivery(aDelivery());
      await webhooks.saveDelivery(aDelivery({ webhook: 'bi' }));
      await webhooks.saveDelivery(aDelivery({ lead: 'lead_2' }));
      const { lastStatus, nextAt, ...rest } = aDelivery({ status: 'failed', attempts: 2, because: 'timeout' });
      await webhooks.saveDelivery(rest);
      expect(await webhooks.deliveries('lead_1', 2)).toEqual([aDelivery({ webhook: 'bi' }), rest]);
      const delivered = aDelivery({ status: 'delivered', attempts: 3, lastStatus: 204 });
      await webhooks.saveDelivery(delivered);
      await webhooks.saveDelivery(aDelivery({ attempts: 4 }));
      expect(await webhooks.deliveries('lead_1')).toEqual([
        aDelivery({ webhook: 'bi' }),
        delivered,
        aDelivery({ seq: 10, event: 'event_10' }),
      ]);
      expect(await webhooks.deliveries('lead_3')).toEqual([]);
    });
  });
}
