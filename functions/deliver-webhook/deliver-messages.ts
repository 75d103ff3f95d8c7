import type { MessageVisibility } from '../../shared/adapters/sqs/message-visibility.ts';
import type { LeadEvent } from '../../shared/domain/lead/events.ts';
import type { WebhookStore } from '../../shared/ports/webhook-store.ts';
import type { Invocation } from '../../shared/runtime/lambda/invocation.ts';
import type { FailedMessageIds, QueueMessage } from '../../shared/runtime/lambda/queue-handler.ts';
import { type DeliverDeps, deliverEvent } from '../../shared/use-cases/webhooks/deliver-event.ts';

/**
 * Delivers the events of a batch in parallel, so that a slow receiver delays no other.
 * @returns the messages to retry
 */
export async function deliverMessages(
  messages: readonly QueueMessage<{ readonly detail: LeadEvent }>[],
  { now, log, meter }: Pick<Invocation, 'now' | 'log' | 'meter'>,
  deps: DeliverDeps & {
    readonly webhooks: Pick<WebhookStore, 'list'>;
    readonly messages: Pick<MessageVisibility, 'extend'>;
  },
): Promise<FailedMessageIds> {
  const subscriptions = await deps.webhooks.list();
  const failed = await Promise.all(
    messages.map(async ({ id, receipt, attempt, body: { detail: event } }) => {
      try {
        const delivered = await deliverEvent({ event, attempt, now, subscriptions }, deps);
        if (delivered.failing.length > 0) meter.add('WebhookFailing', delivered.failing.length);
        if (delivered.outcome === 'done') {
          if (delivered.delivered > 0) meter.add('WebhookDelivered', delivered.delivered);
          return [];
        }
        log.warn('webhook_not_taken', {
          eventId: event.id,
          leadId: event.lead,
          attempt,
          outcome: delivered.outcome,
        });
        await deps.messages.extend(receipt, delivered.outcome === 'retry' ? delivered.afterSeconds : 0);
      } catch (error) {
        log.error('message_failed', { messageId: id, attempt, error });
      }
      return [id];
    }),
  );
  return failed.flat();
}
