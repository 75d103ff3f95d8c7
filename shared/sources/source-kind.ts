import type { Instant } from '../domain/instant.ts';
import type { ParseBodyResult, RawBody } from '../domain/intake/parsed-body.ts';

/**
 * One kind of sender, with everything Baton knows about it: how it authenticates, how its bodies are read, how a person
 * sets it up, and how a sample of it looks.
 */
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
  /** Returns what a person pastes where, line by line, so that the sender delivers. */
  readonly formatSteps: (hook: HookAccess) => readonly string[];
  /** Builds a body as the sender would post it, with these fields under the sender's own names. */
  readonly buildSample: (fields: Readonly<Record<string, string>>, entry: SampleEntry) => JsonBody;
  /** Returns the same body as a test lead, which takes no turn and starts no clock. */
  readonly markAsTest: (body: JsonBody) => JsonBody;
  /** Returns the headers by which the sender authenticates a request: the first of `authentications`. */
  readonly sign: (secret: string, request: SampleRequest) => Readonly<Record<string, string>>;
}

/** What a kind may need to know about the source. */
export interface ReadBodyOptions {
  /** Whether the source maps a field of this name. Senders with hundreds of fields of their own drop the others. */
  readonly isMapped: (name: string) => boolean;
}

/** Where a sender posts to, and the source's secret. */
export interface HookAccess {
  readonly url: string;
  readonly secret: string;
}

/** A body that is sent as JSON. */
export type JsonBody = Readonly<Record<string, unknown>>;

/** The submission that a sample stands for. */
export interface SampleEntry {
  /** Identifies it; the same id means the same submission. */
  readonly id: string;
  readonly at: Instant;
}

/** A POST to sign. `url` is the address as the sender calls it, including its query. */
export interface SampleRequest {
  readonly url: string;
  readonly body: string | Uint8Array;
  readonly at: Instant;
}

/** A request with everything a sender may sign. */
export interface SenderRequest {
  readonly method: string;
  /** The addresses of the hook, including the query. The sender called one of them. */
  readonly urls: readonly string[];
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** Byte for byte as received. */
  readonly body: Uint8Array;
  readonly now: Instant;
}

/** A sender that proved its identity, with its own id of the delivery if it has one. */
export interface ProvenSender {
  readonly sentAs?: string;
}

/**
 * Checks, over the raw bytes, whether a request shows that its sender knows one of the secrets: as a bearer token, or
 * by a signature made with it. Compares in constant time.
 */
export type SenderAuthentication = (secrets: readonly string[], request: SenderRequest) => ProvenSender | undefined;
