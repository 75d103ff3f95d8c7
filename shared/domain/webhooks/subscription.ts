import type { LeadId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import type { EventType, LeadEvent } from '../lead/events.ts';

/** An external receiver of events: its URL and the event types it wants. Its secret is stored elsewhere. */
export interface WebhookSubscription {
  readonly id: string;
  readonly url: string;
  readonly events: 'all' | readonly EventType[];
  readonly paused: boolean;
  /** It receives events from this time on: when it was created or last resumed. */
  readonly since: Instant;
  /** Consecutive failed attempts. */
  readonly failures: number;
  /** When it began to count as failing. */
  readonly failingSince?: Instant;
}

export const WEBHOOK_DELIVERY_STATUSES = ['delivered', 'retrying', 'failed'] as const;

/** The delivery status of one event to one subscription. */
export interface WebhookDelivery {
  readonly lead: LeadId;
  /** The event's position on the lead's timeline. */
  readonly seq: number;
  readonly event: string;
  readonly webhook: string;
  readonly status: (typeof WEBHOOK_DELIVERY_STATUSES)[number];
  readonly attempts: number;
  /** Time of the last attempt. */
  readonly at: Instant;
  /** Status code of the last response; absent if there was none. */
  readonly lastStatus?: number;
  /**
   * Why there was no response, as a code; `stopped`: the subscription was paused or removed before this event was
   * delivered.
   */
  readonly because?: string;
  /** Time of the next attempt. */
  readonly nextAt?: Instant;
}

/** Number of consecutive failed attempts after which a subscription counts as failing. */
const MIN_FAILURES_TO_FAIL = 20;

/**
 * Whether a subscription receives an event. It never receives events from before it existed or while it was paused,
 * however late the event arrives.
 */
export function isSubscribedTo({ events, paused, since }: WebhookSubscription, event: LeadEvent): boolean {
  return !paused && event.at >= since && (events === 'all' || events.includes(event.type));
}

/** Returns the subscription after one more attempt; the same object if nothing changed. */
export function recordAttempt(
  subscription: WebhookSubscription,
  attempt: { readonly taken: boolean; readonly now: Instant },
): WebhookSubscription {
  const { failures, failingSince, ...rest } = subscription;
  if (attempt.taken) return failures === 0 ? subscription : { ...rest, failures: 0 };
  const newFailingSince = failingSince ?? (failures + 1 >= MIN_FAILURES_TO_FAIL ? attempt.now : undefined);
  return { ...rest, failures: failures + 1, ...(newFailingSince !== undefined && { failingSince: newFailingSince }) };
}
