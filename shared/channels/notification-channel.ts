import type * as z from 'zod';
import type { Instant } from '../domain/instant.ts';
import type { Notification } from '../ports/notifier.ts';

/** One way to reach a person with a notification. */
export interface NotificationChannel {
  /** What a person's own address looks like. */
  readonly address: z.ZodType<string, string>;
  /**
   * Sends a notification to an address. A repeat has the same id, so that the receiver can drop it.
   * @throws when the receiver does not accept it, so that it is retried.
   */
  readonly send: (notification: Notification, options: SendOptions) => Promise<void>;
}

/** How one notification is sent. */
export interface SendOptions {
  readonly address: string;
  readonly now: Instant;
  /** Returns the environment's secret for notifications, `whsec_…`. */
  readonly readSecret: () => Promise<string>;
}
