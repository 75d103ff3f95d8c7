import type { LeadId } from '../domain/ids.ts';
import type { Instant } from '../domain/instant.ts';
import type { Page } from './lead-store.ts';

/** A raw body as it arrived, stored before it is parsed. */
export interface Delivery {
  readonly id: string;
  readonly source: string;
  readonly receivedAt: Instant;
  readonly contentType: string;
  /** The sender's own id of the delivery, if it has one. */
  readonly sentAs?: string;
  readonly body: Uint8Array;
  readonly status: DeliveryStatus;
  /**
   * A person's correction of a body that could not be read. Leads are created from it, and the original body stays as
   * it came.
   */
  readonly corrected?: Pick<Delivery, 'contentType' | 'body'>;
  /** What people decided about it while it was quarantined, oldest first. */
  readonly decisions?: readonly QuarantineDecision[];
}

/** What a person can decide about a quarantined delivery. */
export const QUARANTINE_DECISIONS = ['redrive', 'dismiss'] as const;

/** A person's decision about a quarantined delivery. */
export interface QuarantineDecision {
  readonly decision: (typeof QUARANTINE_DECISIONS)[number];
  readonly by: string;
  readonly at: Instant;
  /** The reason for dismissing it, as a code. */
  readonly reason?: string;
  /** What was redriven, and by which definition and plan: the same text means that nothing has changed. */
  readonly tried?: string;
}

/** A quarantined delivery, without its body. */
export type QuarantinedDelivery = Omit<Delivery, 'body' | 'corrected' | 'status'> & {
  readonly status: Extract<DeliveryStatus, { status: 'quarantined' }>;
};

export type DeliveryStatus =
  | { readonly status: 'pending'; readonly dueAt: Instant; readonly attempts: number }
  /** `readBy`: the version of the source's definition that read it. */
  | { readonly status: 'done'; readonly leads: readonly LeadId[]; readonly readBy?: number }
  /** No lead could be created from it. A person must look at it by `dueAt` and is reminded if they have not. */
  | {
      readonly status: 'quarantined';
      readonly problem: string;
      readonly owner: string;
      readonly dueAt: Instant;
      readonly reminders?: number;
    }
  /** A person found that it holds no lead. */
  | { readonly status: 'dismissed' };

/** A delivery whose sender failed verification: a sample for a person, who may find a rotated secret by it. */
export type RefusedDelivery = Pick<Delivery, 'source' | 'receivedAt' | 'contentType' | 'body'>;

/** Stores raw deliveries with bodies of any size. Retention is the store's own. */
export interface DeliveryStore {
  save(delivery: Delivery): Promise<void>;
  /** Keeps a truncated sample for a week, at most one per source and hour. */
  saveRefused(refused: RefusedDelivery): Promise<void>;
  /** Lists the samples of a source, oldest first. */
  refused(source: string): Promise<readonly RefusedDelivery[]>;
  /** Keeps, until then, that the delivery with this keyed hash was erased. */
  saveErased(key: string, until: Instant): Promise<void>;
  /** Whether the delivery with this keyed hash was erased, and that is still kept. */
  isErased(key: string, now: Instant): Promise<boolean>;
  load(id: string): Promise<Delivery | undefined>;
  /** Sets the status. A delivery that is done or dismissed keeps its status, so a late worker changes nothing. */
  saveStatus(id: string, status: DeliveryStatus): Promise<void>;
  /** Lists quarantined deliveries by due date. */
  quarantined(options: { readonly limit: number; readonly cursor?: string }): Promise<Page<QuarantinedDelivery>>;
  /**
   * Records a person's decision about a quarantined or dismissed delivery, with its new status and the correction.
   * Without a correction, an earlier one is discarded.
   * @returns false when it is neither quarantined nor dismissed any longer; then nothing changed
   */
  saveDecision(
    id: string,
    decided: { readonly decision: QuarantineDecision; readonly status: DeliveryStatus } & Pick<Delivery, 'corrected'>,
  ): Promise<boolean>;
  /** Lists pending deliveries whose date has come, oldest first. */
  pending(before: Instant, limit: number): Promise<readonly string[]>;
}
