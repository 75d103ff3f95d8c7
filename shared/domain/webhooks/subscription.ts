import type { LeadId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import type { EventType, LeadEvent } from '../lead/events.ts';

/** Somebody outside who is told of events: an address, and which types. Its secret is kept elsewhere. */
export interface WebhookSubscription {
  readonly id: string;
  readonly url: string;
  readonly events: 'all' | readonly EventType[];
  readonly paused: boolean;
  /** It is told of what happens from this moment on: when it was made, or last resumed. */
  readonly since: Instant;
  /** Attempts in a row that failed. */
  readonly failures: number;
  /** Since when it counts as failing. */
  readonly failingSince?: Instant;
}

/** How far telling one subscription of one event has come. */
export interface WebhookDelivery {
  readonly lead: LeadId;
  /** Of the event, on the lead's timeline. */
  readonly seq: number;
  readonly event: string;
  readonly webhook: string;
  readonly status: 'delivered' | 'retrying' | 'failed';
  readonly attempts: number;
  /** When it was tried last. */
  readonly at: Instant;
  /** Status code of the last answer; absent when there was none. */
  readonly lastStatus?: number;
  /** Why there was none, as a code; `stopped`: it was paused or removed before it took this event. */
  readonly because?: string;
  /** When it is tried again. */
  readonly nextAt?: Instant;
}

/** Attempts in a row after whose failure a subscription counts as failing. */
const FAILING_AFTER = 20;

/**
 * Whether a subscription is told of an event: what happened before there was the subscription, or while it was paused, it is not told,
 * however late the event comes.
 */
export function wants({ events, paused, since }: WebhookSubscription, event: LeadEvent): boolean {
  return !paused && event.at >= since && (events === 'all' || events.includes(event.type));
}

/** A subscription after one more attempt; the same object when nothing changed. */
export function afterAttempt(
  subscription: WebhookSubscription,
  attempt: { readonly taken: boolean; readonly now: Instant },
): WebhookSubscription {
  const { failures, failingSince, ...rest } = subscription;
  if (attempt.taken) return failures === 0 ? subscription : { ...rest, failures: 0 };
  const failsSince = failingSince ?? (failures + 1 >= FAILING_AFTER ? attempt.now : undefined);
  return { ...rest, failures: failures + 1, ...(failsSince !== undefined && { failingSince: failsSince }) };
}
