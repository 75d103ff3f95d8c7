import { addSeconds, type Instant } from '../../domain/instant.ts';
import { delaySecondsUntil } from '../../domain/webhooks/retry.ts';
import type { WebhookSubscription } from '../../domain/webhooks/subscription.ts';
import type { WebhookRetry } from '../../ports/webhook-retries.ts';
import { type AttemptResult, attemptDelivery, type DeliverDeps, subscribersOf } from './attempt-delivery.ts';

/** The outcome of a retry. */
export type RetryResult =
  | AttemptResult
  /** Not due yet: sent on. */
  | { readonly outcome: 'postponed' }
  /** Delivered, replaced by another retry, or its subscription was paused or removed. */
  | { readonly outcome: 'dropped' }
  /** Given up before, and on its way to the dead-letter queue. */
  | { readonly outcome: 'set_aside' };

/** A retry that comes this much early is due: clocks differ. */
const EARLY_SECONDS = 2;

/**
 * Makes one further attempt at delivering an event to one subscription. A retry that is not the one its delivery waits
 * for is dropped, so however often messages are repeated, only one chain of attempts goes on.
 * @param input.received how often this message has been received, from 1. One that was given up and is received for the
 * first time has been redriven from the dead-letter queue: it starts again at the first attempt.
 */
export async function retryDelivery(
  input: {
    readonly retry: WebhookRetry;
    readonly received: number;
    readonly now: Instant;
    /** All subscriptions. */
    readonly subscriptions: readonly WebhookSubscription[];
  },
  deps: DeliverDeps,
): Promise<RetryResult> {
  const { retry, received, now, subscriptions } = input;
  const { event, webhook, dueAt } = retry;
  if (dueAt > addSeconds(now, EARLY_SECONDS)) {
    await deps.webhookRetries.send(retry, delaySecondsUntil(dueAt, now));
    return { outcome: 'postponed' };
  }
  const own = subscriptions.filter(({ id }) => id === webhook);
  const [subscriber] = await subscribersOf(event, own, deps);
  const before = (await deps.webhooks.deliveries(event.lead, event.seq)).find((one) => one.webhook === webhook);
  if (!subscriber) {
    if (before?.status === 'retrying') {
      const { nextAt: _, ...delivery } = before;
      await deps.webhooks.saveDelivery({ ...delivery, status: 'failed', because: 'stopped' });
    }
    return { outcome: 'dropped' };
  }
  if (before?.status === 'delivered') return { outcome: 'dropped' };
  if (before?.status === 'retrying' && before.nextAt !== dueAt) return { outcome: 'dropped' };
  if (before?.status === 'failed' && received > 1) return { outcome: 'set_aside' };
  const attempt = before?.status === 'failed' ? 1 : retry.attempt;
  return attemptDelivery({ event, subscriber, before, attempt, now }, deps);
}
