import type { Instant } from '../domain/instant.ts';
import type { LeadEvent } from '../domain/lead/events.ts';

/** One further attempt at delivering an event to one subscription. */
export interface WebhookRetry {
  readonly event: LeadEvent;
  readonly webhook: string;
  /** The number of this attempt, from 2. */
  readonly attempt: number;
  readonly dueAt: Instant;
}

/** Sends further attempts to whoever delivers events. */
export interface WebhookRetries {
  /** @param delaySeconds how long the retry is held back, at most `MAX_DELAY_SECONDS` */
  send(retry: WebhookRetry, delaySeconds: number): Promise<void>;
}
