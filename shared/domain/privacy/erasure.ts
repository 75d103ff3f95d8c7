import type { LeadId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import type { Keepable } from '../plan/privacy.ts';

/** What an erasure goes through, in this order. */
export const ERASURE_STEPS = ['leads', 'deliveries'] as const;
export type ErasureStep = (typeof ERASURE_STEPS)[number];

/**
 * The record of one erasure, without the person: by it the erasure is shown, resumed, and applied again after a restore.
 */
export interface Erasure {
  readonly id: string;
  /** When it was asked for. Leads received later are not part of it. */
  readonly at: Instant;
  /** Who asked: the id of a rep or of an API key. */
  readonly by: string;
  /** Reason code: `request`, `retention`. */
  readonly because: string;
  /** Number of the request in another system. */
  readonly ticket?: string;
  /** `leads`: these leads alone, as an erasure by age. Absent: one person, with everything that belongs to them. */
  readonly scope?: 'leads';
  /** What it leaves of each lead, by the plan in force when it was asked for. Absent in records from before plans said. */
  readonly keeps?: readonly Keepable[];
  /** Keyed hashes of the person's identifiers. */
  readonly keys: readonly string[];
  /** The person's leads. */
  readonly leads: readonly LeadId[];
  /** Steps that are not finished. Empty: nothing is left. */
  readonly remaining: readonly ErasureStep[];
  /** Where the search through stored deliveries continues. */
  readonly cursor?: string;
  /** Deliveries of the person that are still to be processed; they are looked at again. */
  readonly waiting?: number;
  readonly doneAt?: Instant;
  readonly counts: ErasureCounts;
}

/** How much was erased, by kind of store. */
export interface ErasureCounts {
  readonly leads: number;
  readonly rows: number;
  readonly deliveries: number;
  readonly findings: number;
}

export const NOTHING_ERASED: ErasureCounts = { leads: 0, rows: 0, deliveries: 0, findings: 0 };
