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

/** A delivery whose sender did not prove to be who it should be: a sample for a person, who may find a rotated secret by it. */
export type RefusedDelivery = Pick<Delivery, 'source' | 'receivedAt' | 'contentType' | 'body'>;

/** Raw deliveries. Bodies of any size; retention is the store's own. */
export interface DeliveryStore {
  save(delivery: Delivery): Promise<void>;
  /** Keeps a sample, at most one a source and hour, cut short and for a week. */
  keepRefused(refused: RefusedDelivery): Promise<void>;
  /** The samples of a source, oldest first. */
  refused(source: string): Promise<readonly RefusedDelivery[]>;
  load(id: string): Promise<Delivery | undefined>;
  settle(id: string, status: DeliveryStatus): Promise<void>;
  /** Pending ones whose date has come, oldest first. */
  pending(before: Instant, limit: number): Promise<readonly string[]>;
}
