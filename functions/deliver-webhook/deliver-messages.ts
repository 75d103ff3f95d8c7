import type { MessageVisibility } from '../../shared/adapters/sqs/message-visibility.ts';
import * as z from '../../shared/domain/lazy-zod.ts';
import { LeadEventSchema } from '../../shared/domain/lead/events.ts';
import type { WebhookSubscription } from '../../shared/domain/webhooks/subscription.ts';
import type { WebhookStore } from '../../shared/ports/webhook-store.ts';
import type { Invocation } from '../../shared/runtime/lambda/invocation.ts';
import type { FailedMessageIds, QueueMessage } from '../../shared/runtime/lambda/queue-handler.ts';
import type { AttemptResult, DeliverDeps } from '../../shared/use-cases/webhooks/attempt-delivery.ts';
import { deliverEvent } from '../../shared/use-cases/webhooks/deliver-event.ts';
import { retryDelivery } from '../../shared/use-cases/webhooks/retry-delivery.ts';

/** A message of the queue: an event from the bus, or a further attempt for one subscription. */
export const WebhookMessage = z.union([
  z.object({ detail: LeadEventSchema }),
  z.object({
    retry: z.object({
      event: LeadEventSchema,
      webhook: z.string().min(1),
      attempt: z.int().positive(),
      dueAt: z.iso.datetime({ precision: 3 }),
    }),
  }),
]);
type Message = QueueMessage<z.output<typeof WebhookMessage>>;

type MessageDeps = DeliverDeps & {
  readonly webhooks: Pick<WebhookStore, 'list'>;
  readonly messages: Pick<MessageVisibility, 'extend'>;
};

/**
 * Delivers the messages of a batch in parallel, so that a slow receiver delays no other.
 * @returns the messages that come back: those that could not be processed, and, at once, those that were given up, until
 * the queue moves them to the dead-letter queue
 */
export async function deliverMessages(
  messages: readonly Message[],
  { now, log, meter }: Pick<Invocation, 'now' | 'log' | 'meter'>,
  deps: MessageDeps,
): Promise<FailedMessageIds> {
  const subscriptions = await deps.webhooks.list();
  const failed = await Promise.all(
    messages.map(async (message) => {
      const { id, receipt, attempt: received, body } = message;
      const { event, attempt } = 'retry' in body ? body.retry : { event: body.detail, attempt: 1 };
      try {
        const { results, comesBack } = await process(message, { now, subscriptions }, deps);
        for (const { outcome, isFailing } of results) {
          if (isFailing) meter.add('WebhookFailing');
          if (outcome === 'delivered') meter.add('WebhookDelivered');
          else log.warn('webhook_not_taken', { eventId: event.id, leadId: event.lead, attempt, outcome });
        }
        if (!comesBack) return [];
        await deps.messages.extend(receipt, 0);
      } catch (error) {
        log.error('message_failed', { messageId: id, attempt: received, error });
        meter.add('CallFailed');
      }
      return [id];
    }),
  );
  return failed.flat();
}

interface Processed {
  readonly results: readonly AttemptResult[];
  /** It was given up and is to end in the dead-letter queue. */
  readonly comesBack: boolean;
}

async function process(
  { body, attempt: received }: Message,
  input: { readonly now: Invocation['now']; readonly subscriptions: readonly WebhookSubscription[] },
  deps: DeliverDeps,
): Promise<Processed> {
  if ('detail' in body)
    return { results: await deliverEvent({ ...input, event: body.detail }, deps), comesBack: false };
  const result = await retryDelivery({ ...input, retry: body.retry, received }, deps);
  const comesBack = result.outcome === 'given_up' || result.outcome === 'set_aside';
  return { results: 'isFailing' in result ? [result] : [], comesBack };
}
