import { addSeconds, type Instant } from '../../domain/instant.ts';
import type { LeadEvent } from '../../domain/lead/events.ts';
import { canLeaveBaton, type Mode } from '../../domain/shadow/shadow-mode.ts';
import { calculateWaitSeconds, MAX_WEBHOOK_ATTEMPTS } from '../../domain/webhooks/retry.ts';
import { isSubscribedTo, type WebhookDelivery, type WebhookSubscription } from '../../domain/webhooks/subscription.ts';
import type { LeadStore } from '../../ports/lead-store.ts';
import type { WebhookSender } from '../../ports/webhook-sender.ts';
import type { WebhookStore } from '../../ports/webhook-store.ts';

export interface DeliverDeps {
  readonly leads: Pick<LeadStore, 'load'>;
  readonly mode: () => Promise<Mode>;
  readonly webhooks: Pick<WebhookStore, 'deliveries' | 'saveDelivery' | 'recordAttempt'>;
  readonly webhookSender: WebhookSender;
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

/** The result of delivering an event to its subscribers. */
export type DeliverEventResult =
  | { readonly outcome: 'done'; readonly delivered: number; readonly failing: readonly string[] }
  /** A subscriber did not accept it; retry after this many seconds. */
  | { readonly outcome: 'retry'; readonly afterSeconds: number; readonly failing: readonly string[] }
  /** A subscriber did not accept it on the last attempt either. */
  | { readonly outcome: 'given_up'; readonly failing: readonly string[] };

/**
 * Delivers an event to each subscription that wants it. A subscriber that has accepted it does not get it again; the
 * others get it later, under the same message id. A message sent back from the dead-letter queue starts again at the
 * first attempt.
 * @param input.attempt the attempt at delivering this message, from 1
 * @param input.subscriptions all subscriptions
 */
export async function deliverEvent(
  input: {
    readonly event: LeadEvent;
    readonly attempt: number;
    readonly now: Instant;
    readonly subscriptions: readonly WebhookSubscription[];
  },
  deps: DeliverDeps,
): Promise<DeliverEventResult> {
  const { event, attempt, now, subscriptions } = input;
  const subscribers = await subscribersOf(event, subscriptions, deps);
  if (subscribers.length === 0 && attempt === 1) return { outcome: 'done', delivered: 0, failing: [] };
  const known = await deps.webhooks.deliveries(event.lead, event.seq);
  await closeStoppedDeliveries(known, subscribers, deps);
  const open = subscribers.flatMap((subscriber) => {
    const before = known.find(({ webhook }) => webhook === subscriber.id);
    return before?.status === 'delivered' ? [] : [{ subscriber, before }];
  });
  const afterSeconds = calculateWaitSeconds(attempt, deps.random());
  const last = attempt >= MAX_WEBHOOK_ATTEMPTS;
  const results = await Promise.all(
    open.map((one) =>
      deliverTo({ ...one, event, now, nextAt: last ? undefined : addSeconds(now, afterSeconds) }, deps),
    ),
  );
  const failing = results.flatMap(({ failing }) => failing ?? []);
  if (results.every(({ taken }) => taken)) return { outcome: 'done', delivered: results.length, failing };
  return last ? { outcome: 'given_up', failing } : { outcome: 'retry', afterSeconds, failing };
}

/**
 * Returns the subscribers of an event. The only place that decides this: nobody in shadow mode, and nobody for a lead
 * received in it. Of a lead whose person must not be contacted they get only the event that says so, and its erasure.
 */
async function subscribersOf(
  event: LeadEvent,
  subscriptions: readonly WebhookSubscription[],
  deps: DeliverDeps,
): Promise<readonly WebhookSubscription[]> {
  const wanting = subscriptions.filter((subscription) => isSubscribedTo(subscription, event));
  if (wanting.length === 0) return [];
  const [lead, mode] = await Promise.all([deps.leads.load(event.lead), deps.mode()]);
  const isForbidden = lead?.stage.state === 'closed' && lead.stage.outcome === 'do_not_contact';
  if (isForbidden && event.type !== 'ContactForbidden' && event.type !== 'LeadForgotten') return [];
  return lead && canLeaveBaton(lead, mode) ? wanting : [];
}

/** Ends the pending deliveries of subscriptions that have been paused or removed since. */
async function closeStoppedDeliveries(
  known: readonly WebhookDelivery[],
  subscribers: readonly WebhookSubscription[],
  deps: DeliverDeps,
): Promise<void> {
  for (const { nextAt: _, ...delivery } of known) {
    const isStopped = delivery.status === 'retrying' && !subscribers.some(({ id }) => id === delivery.webhook);
    if (isStopped) await deps.webhooks.saveDelivery({ ...delivery, status: 'failed', because: 'stopped' });
  }
}

async function deliverTo(
  to: {
    readonly subscriber: WebhookSubscription;
    readonly before: WebhookDelivery | undefined;
    readonly event: LeadEvent;
    readonly now: Instant;
    readonly nextAt: Instant | undefined;
  },
  deps: DeliverDeps,
): Promise<{ readonly taken: boolean; readonly failing?: string }> {
  const { subscriber, before, event, now, nextAt } = to;
  const body = JSON.stringify(messageOf(event, deps.apiUrl));
  const headers = await deps.signedHeaders(subscriber.id, { id: event.id, at: now, body });
  const answer = headers
    ? await deps.webhookSender.send({ url: subscriber.url, headers, body })
    : ({ outcome: 'not_reached', because: 'no_secret' } as const);
  const taken = answer.outcome === 'answered' && answer.status >= 200 && answer.status < 300;
  await deps.webhooks.saveDelivery({
    lead: event.lead,
    seq: event.seq,
    event: event.id,
    webhook: subscriber.id,
    status: taken ? 'delivered' : nextAt === undefined ? 'failed' : 'retrying',
    attempts: (before?.attempts ?? 0) + 1,
    at: now,
    ...(answer.outcome === 'answered' ? { lastStatus: answer.status } : { because: answer.because }),
    ...(!taken && nextAt !== undefined && { nextAt }),
  });
  if (taken && subscriber.failures === 0) return { taken };
  const noted = await deps.webhooks.recordAttempt(subscriber.id, { taken, now });
  return { taken, ...(noted?.failingSince !== undefined && { failing: subscriber.id }) };
}

/** Returns the message as receivers get it; docs/webhooks-out.md describes it. */
function messageOf(event: LeadEvent, apiUrl: string) {
  const { type, at, ...rest } = event;
  return { type, timestamp: at, data: { ...rest, links: { lead: `${apiUrl}/v1/leads/${event.lead}` } } };
}
