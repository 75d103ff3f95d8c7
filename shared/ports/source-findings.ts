import type { Instant } from '../domain/instant.ts';
import type { Finding } from '../domain/sources/finding.ts';

/** What was noticed at once about what a source delivered. */
export interface Noted {
  readonly source: string;
  readonly at: Instant;
  readonly deliveries: number;
  readonly leads: number;
  /** Each once, with how often it was met. */
  readonly findings: readonly (Finding & { readonly count: number })[];
}

/** A finding with how often it was met, and when first and last; it is forgotten when it has not come for long. */
export interface ListedFinding extends Finding {
  readonly count: number;
  readonly firstAt: Instant;
  readonly lastAt: Instant;
}

/** What a source has delivered so far. Counts are about right: a process that ends may take the last minute's with it. */
export interface SourceActivity {
  readonly source: string;
  readonly deliveries: number;
  readonly leads: number;
  readonly lastAt: Instant;
}

/** What sources deliver, and what about it people should look at. */
export interface SourceFindings {
  /** Adds to what is known; a value is kept from the second time on, before only that there was one. @returns the findings that are news */
  note(noted: Noted): Promise<readonly Finding[]>;
  /** Of one source, the ones met most often first. */
  of(source: string): Promise<readonly ListedFinding[]>;
  /** Of every source that has delivered. */
  activity(): Promise<readonly SourceActivity[]>;
}
