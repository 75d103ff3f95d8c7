import type { Instant } from '../../domain/instant.ts';
import type { LeadEvent } from '../../domain/lead/events.ts';
import type { WebhookSubscription } from '../../domain/webhooks/subscription.ts';
import { type AttemptResult, attemptDelivery, type DeliverDeps, subscribersOf } from './attempt-delivery.ts';

/**
 * Delivers an event to each subscription that wants it, once. For a subscriber that does not accept it, a retry of its
 * own goes to the queue, which concerns no other. A subscriber that has accepted it, or has a retry pending, does not
 * get it again when the event comes twice.
 * @returns one result for each attempt
 * @throws when an attempt, its retry or its record failed, after all others have ended; the event is delivered again.
 */
export async function deliverEvent(
  {
    event,
    now,
    subscriptions,
  }: {
    readonly event: LeadEvent;
    readonly now: Instant;
    /** All subscriptions. */
    readonly subscriptions: readonly WebhookSubscription[];
  },
  deps: DeliverDeps,
): Promise<readonly AttemptResult[]> {
  const subscribers = await subscribersOf(event, subscriptions, deps);
  if (subscribers.length === 0) return [];
  const known = await deps.webhooks.deliveries(event.lead, event.seq);
  const open = subscribers.flatMap((subscriber) => {
    const before = known.find(({ webhook }) => webhook === subscriber.id);
    return before?.status === 'delivered' || before?.status === 'retrying' ? [] : [{ subscriber, before }];
  });
  const ended = await Promise.allSettled(open.map((to) => attemptDelivery({ ...to, event, attempt: 1, now }, deps)));
  return ended.map((one) => {
    if (one.status === 'rejected') throw one.reason;
    return one.value;
  });
}
