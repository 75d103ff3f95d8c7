import { addSeconds, type Instant } from '../../domain/instant.ts';
import type { LeadEvent } from '../../domain/lead/events.ts';
import { canLeaveBaton, type Mode } from '../../domain/shadow/shadow-mode.ts';
import { calculateWaitSeconds, delaySecondsUntil, MAX_WEBHOOK_ATTEMPTS } from '../../domain/webhooks/retry.ts';
import { isSubscribedTo, type WebhookDelivery, type WebhookSubscription } from '../../domain/webhooks/subscription.ts';
import type { LeadStore } from '../../ports/lead-store.ts';
import type { WebhookRetries } from '../../ports/webhook-retries.ts';
import type { WebhookSender } from '../../ports/webhook-sender.ts';
import type { WebhookStore } from '../../ports/webhook-store.ts';

export interface DeliverDeps {
  readonly leads: Pick<LeadStore, 'load'>;
  readonly mode: () => Promise<Mode>;
  readonly webhooks: Pick<WebhookStore, 'deliveries' | 'saveDelivery' | 'recordAttempt'>;
  readonly webhookSender: WebhookSender;
  readonly webhookRetries: WebhookRetries;
  /** Returns the headers that sign a message for a subscription; undefined when it has no secret. */
  readonly signedHeaders: (
    subscription: string,
    message: { readonly id: string; readonly at: Instant; readonly body: string },
  ) => Promise<Readonly<Record<string, string>> | undefined>;
  /** Base URL of the API, for the link to the lead. */
  readonly apiUrl: string;
  /** From 0 to 1. */
  readonly random: () => number;
}

/** One attempt at delivering an event to one subscriber. */
export interface DeliveryAttempt {
  readonly event: LeadEvent;
  readonly subscriber: WebhookSubscription;
  /** What is known of earlier attempts. */
  readonly before: WebhookDelivery | undefined;
  /** From 1. */
  readonly attempt: number;
  readonly now: Instant;
}

export interface AttemptResult {
  /** `retried`: not accepted, the next attempt is in the queue; `given_up`: not accepted, it was the last one. */
  readonly outcome: 'delivered' | 'retried' | 'given_up';
  /** The subscriber has failed for long. */
  readonly isFailing: boolean;
}

/**
 * Returns the subscribers of an event. The only place that decides this: nobody in shadow mode, and nobody for a lead
 * received in it. Of a lead whose person must not be contacted they get only the event that says so, and its erasure.
 */
export async function subscribersOf(
  event: LeadEvent,
  subscriptions: readonly WebhookSubscription[],
  deps: Pick<DeliverDeps, 'leads' | 'mode'>,
): Promise<readonly WebhookSubscription[]> {
  const wanting = subscriptions.filter((subscription) => isSubscribedTo(subscription, event));
  if (wanting.length === 0) return [];
  const [lead, mode] = await Promise.all([deps.leads.load(event.lead), deps.mode()]);
  const isForbidden = lead?.stage.state === 'closed' && lead.stage.outcome === 'do_not_contact';
  if (isForbidden && event.type !== 'ContactForbidden' && event.type !== 'LeadForgotten') return [];
  return lead && canLeaveBaton(lead, mode) ? wanting : [];
}

/**
 * Sends an event to one subscriber. If it does not accept it, the next attempt is sent to the queue before the delivery
 * says so: whatever fails in between, an attempt is still to come.
 */
export async function attemptDelivery(to: DeliveryAttempt, deps: DeliverDeps): Promise<AttemptResult> {
  const { event, subscriber, before, attempt, now } = to;
  const body = JSON.stringify(messageOf(event, deps.apiUrl));
  const headers = await deps.signedHeaders(subscriber.id, { id: event.id, at: now, body });
  const answer = headers
    ? await deps.webhookSender.send({ url: subscriber.url, headers, body })
    : ({ outcome: 'not_reached', because: 'no_secret' } as const);
  const taken = answer.outcome === 'answered' && answer.status >= 200 && answer.status < 300;
  const nextAt = taken || attempt >= MAX_WEBHOOK_ATTEMPTS ? undefined : await queueNextAttempt(to, deps);
  await deps.webhooks.saveDelivery({
    lead: event.lead,
    seq: event.seq,
    event: event.id,
    webhook: subscriber.id,
    status: taken ? 'delivered' : nextAt === undefined ? 'failed' : 'retrying',
    attempts: (before?.attempts ?? 0) + 1,
    at: now,
    ...(answer.outcome === 'answered' ? { lastStatus: answer.status } : { because: answer.because }),
    ...(nextAt !== undefined && { nextAt }),
  });
  const outcome = taken ? 'delivered' : nextAt === undefined ? 'given_up' : 'retried';
  if (taken && subscriber.failures === 0) return { outcome, isFailing: false };
  const noted = await deps.webhooks.recordAttempt(subscriber.id, { taken, now });
  return { outcome, isFailing: noted?.failingSince !== undefined };
}

async function queueNextAttempt(
  { event, subscriber, attempt, now }: DeliveryAttempt,
  { webhookRetries, random }: DeliverDeps,
): Promise<Instant> {
  const dueAt = addSeconds(now, calculateWaitSeconds(attempt, random()));
  const retry = { event, webhook: subscriber.id, attempt: attempt + 1, dueAt };
  await webhookRetries.send(retry, delaySecondsUntil(dueAt, now));
  return dueAt;
}

/** Returns the message as receivers get it; docs/webhooks-out.md describes it. */
function messageOf(event: LeadEvent, apiUrl: string) {
  const { type, at, ...rest } = event;
  return { type, timestamp: at, data: { ...rest, links: { lead: `${apiUrl}/v1/leads/${event.lead}` } } };
}
