import type { ParseBodyResult, RawBody } from '../intake/parsed-body.ts';

/**
 * How senders of a kind authenticate: with the source's secret as a bearer token, or with a signature made with it.
 * shared/runtime/senders documents each one and checks it over the raw bytes.
 */
export type SenderAuthentication = 'bearer' | 'standard-webhook' | 'typeform' | 'hubspot-v3';

/** One kind of sender: how its bodies are read and how it authenticates. */
export interface SourceKind {
  /** Display name. */
  readonly title: string;
  /** Any one of them is sufficient. */
  readonly authentications: readonly SenderAuthentication[];
  /**
   * Reads a body. Never throws, whatever the bytes. A lead's fields keep the sender's own names. What the sender states
   * about the entry as a whole has names that every source knows: `submission_id`, `submitted_at`, `external_id`,
   * `page`, `test`.
   */
  readonly read: (body: RawBody, options: ReadBodyOptions) => Promise<ParseBodyResult>;
}

/** What a kind may need to know about the source. */
export interface ReadBodyOptions {
  /** Whether the source maps a field of this name. Senders with hundreds of fields of their own drop the others. */
  readonly isMapped: (name: string) => boolean;
}
