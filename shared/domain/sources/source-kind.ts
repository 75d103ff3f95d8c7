import type { Parsed, RawBody } from '../intake/parsed-body.ts';

/**
 * How senders of a kind prove who they are: the source's secret as a bearer token, or a signature with it. What each of
 * them is, and its check over the raw bytes, stands in shared/runtime/senders.
 */
export type Proof = 'bearer' | 'standard-webhook' | 'typeform' | 'hubspot-v3';

/** One kind of sender: how its bodies are read and how it proves who it is. */
export interface SourceKind {
  /** What people call it. */
  readonly title: string;
  /** Any of them is enough. */
  readonly proofs: readonly Proof[];
  /**
   * Reads a body; never throws, whatever the bytes. A lead's fields have the sender's own names. What the sender says about
   * the entry as a whole has names that every source knows: `submission_id`, `submitted_at`, `external_id`, `page`, `test`.
   */
  readonly read: (body: RawBody, options: ReadOptions) => Promise<Parsed>;
}

/** What a kind may need to know of the source. */
export interface ReadOptions {
  /** Whether the source maps a field of this name: senders with hundreds of fields of their own leave the others out. */
  readonly isMapped: (name: string) => boolean;
}
