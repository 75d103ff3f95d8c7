import type { AskPace } from '../domain/forms/form-fields.ts';
import type { Instant } from '../domain/instant.ts';
import type { ListPace } from '../domain/sources/import-list.ts';
import type { SenderProofMode } from '../domain/sources/sender-proof-mode.ts';
import type { SourceKindName } from '../domain/sources/source-kind-names.ts';

/**
 * Where leads come from: a form, an ad, a CRM, an import list. The key is part of its hook URL; its secrets are stored
 * elsewhere. A definition is never changed in place: each change is a new version, and a delivery records the version
 * that read it.
 */
export interface Source {
  readonly id: string;
  readonly key: string;
  readonly kind: SourceKindName;
  /** Kind of touchpoint if the body names none. */
  readonly touch: string;
  /** Form field names and ours, added to the names Baton knows: `{ 'ref-size': 'employees' }`. */
  readonly fields?: Readonly<Record<string, string>>;
  /** For each of our fields, the form's values and ours: `{ employees: { SMB: '1-99' } }`. */
  readonly values?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Seconds without a delivery before somebody is notified. */
  readonly silentSeconds?: number;
  /** How fast its leads are assigned; they wait behind all others. */
  readonly pace?: ListPace;
  /** Its leads take turns in a ledger of their own that no other lead uses. */
  readonly separateTurn?: boolean;
  /** A further way for its sender to prove itself, if it can set no header. */
  readonly proof?: SenderProofMode;
  /** How many fields its form asks for, in place of the default. */
  readonly ask?: AskPace;
  /** Origins of the pages that may ask what is known, `https://www.acme.example`. */
  readonly origins?: readonly string[];
  /** Deliveries are stored; their leads are created once the source is resumed. */
  readonly paused?: boolean;
  /** Starts at 1 and increases by one with each change. */
  readonly version: number;
  readonly createdAt: Instant;
  readonly changedAt: Instant;
  /** Who made this version. */
  readonly changedBy: string;
}

/** What reading a delivery needs to know of its source. For a deleted source only its id is known. */
export type DeliverySource = Pick<Source, 'id' | 'touch'> &
  Partial<Pick<Source, 'kind' | 'proof' | 'fields' | 'values' | 'paused' | 'version' | 'pace' | 'separateTurn'>>;

/** Stores the sources of an environment by the key in the hook URL. */
export interface SourceStore {
  byKey(key: string): Promise<Source | undefined>;
  /** Saves the first version, or the one after the stored version; `stale` when somebody else was faster. */
  save(source: Source): Promise<'saved' | 'stale'>;
  /** Lists the current version of all sources, by id. */
  list(): Promise<readonly Source[]>;
  /** Lists every version of a source, newest first; empty when there is none. */
  versions(id: string): Promise<readonly Source[]>;
}
