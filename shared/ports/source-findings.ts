import type { Instant } from '../domain/instant.ts';
import type { SourceFinding } from '../domain/sources/finding.ts';

/** The findings of one delivery of a source, or of several together. */
export interface FindingsReport {
  readonly source: string;
  readonly at: Instant;
  readonly deliveries: number;
  readonly leads: number;
  /** Each finding once, with its count. */
  readonly findings: readonly (SourceFinding & { readonly count: number })[];
}

/**
 * A finding with its count and when it was first and last found. It is dropped after a long time without a recurrence.
 */
export interface FindingSummary extends SourceFinding {
  readonly count: number;
  readonly firstAt: Instant;
  readonly lastAt: Instant;
}

/**
 * What a source has delivered so far. Counts are approximate: a process that ends may lose those of the last minute.
 */
export interface SourceActivity {
  readonly source: string;
  readonly deliveries: number;
  readonly leads: number;
  readonly lastAt: Instant;
}

/** Stores what sources deliver, and what in it needs a person's attention. */
export interface FindingStore {
  /**
   * Adds findings. A value is stored from its second occurrence on; before that only the fact that there was one.
   * @returns the new findings
   */
  record(noted: FindingsReport): Promise<readonly SourceFinding[]>;
  /** Lists the findings of one source, most frequent first. */
  ofSource(source: string): Promise<readonly FindingSummary[]>;
  /** Lists the activity of every source that has delivered. */
  activity(): Promise<readonly SourceActivity[]>;
}
