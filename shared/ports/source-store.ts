import type { Instant } from '../domain/instant.ts';
import type { Pace } from '../domain/sources/import-list.ts';
import type { SourceKindName } from '../domain/sources/source-kinds.ts';

/**
 * Where leads come from: a form, an ad, a CRM, a list. The key stands in its hook URL; its secrets are kept elsewhere. A
 * definition is never changed in place: each change is a version of its own, and a delivery remembers the one that read it.
 */
export interface Source {
  readonly id: string;
  readonly key: string;
  readonly kind: SourceKindName;
  /** Kind of touch when the body names none. */
  readonly touch: string;
  /** The form's names of fields and ours, before the names that Baton knows by itself: `{ 'ref-size': 'employees' }`. */
  readonly fields?: Readonly<Record<string, string>>;
  /** Of our fields, the form's words and ours: `{ employees: { SMB: '1-99' } }`. */
  readonly values?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** After so many seconds without a delivery somebody is told. */
  readonly silentSeconds?: number;
  /** How fast its leads are given out; they wait behind all others. */
  readonly pace?: Pace;
  /** Its leads take turns of their own, in an account of the ledger that no other lead touches. */
  readonly separateTurn?: boolean;
  /** Deliveries are kept, and leads made of them once the source goes on. */
  readonly paused?: boolean;
  /** From 1, one more with each change. */
  readonly version: number;
  readonly createdAt: Instant;
  readonly changedAt: Instant;
  /** Who made this version. */
  readonly changedBy: string;
}

/** What reading a delivery needs to know of its source; of a source that is gone, only that it was. */
export type ReadingSource = Pick<Source, 'id' | 'touch'> &
  Partial<Pick<Source, 'kind' | 'fields' | 'values' | 'paused' | 'version' | 'pace' | 'separateTurn'>>;

/** The sources of an environment, found by the key in the hook URL. */
export interface SourceStore {
  byKey(key: string): Promise<Source | undefined>;
  /** Saves the first version, or the one after the version that is stored; `stale` when somebody else was faster. */
  save(source: Source): Promise<'saved' | 'stale'>;
  /** All sources as they are now, by id. */
  list(): Promise<readonly Source[]>;
  /** Every version of a source, the newest first; empty when there is none. */
  versions(id: string): Promise<readonly Source[]>;
}
