import type { LeadId } from '../domain/ids.ts';
import type { Instant } from '../domain/instant.ts';

/** A raw body as it arrived, kept before anything is made of it. */
export interface Delivery {
  readonly id: string;
  readonly source: string;
  readonly receivedAt: Instant;
  readonly contentType: string;
  /** The sender's own id of the delivery, when it has one. */
  readonly sentAs?: string;
  readonly body: Uint8Array;
  readonly status: DeliveryStatus;
}

export type DeliveryStatus =
  | { readonly status: 'pending'; readonly dueAt: Instant; readonly attempts: number }
  | { readonly status: 'done'; readonly leads: readonly LeadId[] }
  /** Nothing could be made of it: a person looks at it by the date. */
  | { readonly status: 'quarantined'; readonly problem: string; readonly owner: string; readonly dueAt: Instant };

/** Raw deliveries. Bodies of any size; retention is the store's own. */
export interface DeliveryStore {
  save(delivery: Delivery): Promise<void>;
  load(id: string): Promise<Delivery | undefined>;
  settle(id: string, status: DeliveryStatus): Promise<void>;
  /** Pending ones whose date has come, oldest first. */
  pending(before: Instant, limit: number): Promise<readonly string[]>;
}
