import type { LeadId } from '../domain/ids.ts';
import type { Instant } from '../domain/instant.ts';
import type { Page } from './lead-store.ts';

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
  /** What a person made of a body nothing could be made of: leads come from this then, and the body stays as it came. */
  readonly corrected?: Pick<Delivery, 'contentType' | 'body'>;
  /** What people decided about it while it was set aside, oldest first. */
  readonly decisions?: readonly QuarantineDecision[];
}

/** A person's decision about a delivery that was set aside. */
export interface QuarantineDecision {
  readonly decision: 'redrive' | 'dismiss';
  readonly by: string;
  readonly at: Instant;
  /** Why it was dismissed, as a code. */
  readonly reason?: string;
}

/** A delivery that was set aside, without its body. */
export type QuarantinedDelivery = Omit<Delivery, 'body' | 'corrected' | 'status'> & {
  readonly status: Extract<DeliveryStatus, { status: 'quarantined' }>;
};

export type DeliveryStatus =
  | { readonly status: 'pending'; readonly dueAt: Instant; readonly attempts: number }
  /** `readBy`: the version of its source that read it. */
  | { readonly status: 'done'; readonly leads: readonly LeadId[]; readonly readBy?: number }
  /** Nothing could be made of it: a person looks at it by the date, and is reminded when they did not. */
  | {
      readonly status: 'quarantined';
      readonly problem: string;
      readonly owner: string;
      readonly dueAt: Instant;
      readonly reminders?: number;
    }
  /** A person found that no lead is to be made of it. */
  | { readonly status: 'dismissed' };

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
  /** What is done or dismissed stays so: a worker that is late with anything else changes nothing. */
  settle(id: string, status: DeliveryStatus): Promise<void>;
  /** Those set aside, in the order of their dates. */
  quarantined(options: { readonly limit: number; readonly cursor?: string }): Promise<Page<QuarantinedDelivery>>;
  /**
   * Records what a person decided about a delivery that is set aside or dismissed, with its new status and what they made of the body:
   * nothing, and what was made of it before is forgotten.
   * @returns false when it is neither (any longer): then nothing changed.
   */
  decide(
    id: string,
    decided: { readonly decision: QuarantineDecision; readonly status: DeliveryStatus } & Pick<Delivery, 'corrected'>,
  ): Promise<boolean>;
  /** Pending ones whose date has come, oldest first. */
  pending(before: Instant, limit: number): Promise<readonly string[]>;
}
