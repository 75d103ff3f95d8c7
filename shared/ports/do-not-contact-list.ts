import type { DoNotContactEntry } from '../domain/privacy/do-not-contact.ts';
import type { Page } from './lead-store.ts';

/** A key on the list, with the entry it belongs to. */
export interface ListedKey {
  readonly key: string;
  readonly entry: DoNotContactEntry;
}

/** The keys nobody may be contacted by, as routing looks them up. */
export interface DoNotContactList {
  /**
   * Returns those of the keys that are on the list, in no particular order. Reads are consistent, unless a later look
   * repeats this one before anybody hears of the person: then it may miss what was entered in this moment.
   */
  find(keys: readonly string[], options?: { readonly repeatedLater: boolean }): Promise<readonly ListedKey[]>;
  /** Puts all keys of an entry on the list. Idempotent. */
  put(entry: DoNotContactEntry): Promise<void>;
  /** Removes the keys of an entry; a key that belongs to another entry by now stays. Idempotent. */
  remove(entry: DoNotContactEntry): Promise<void>;
}

/**
 * Records of all entries, lifted ones included, kept outside of the tables: a table that is restored must not lose whom
 * nobody may contact.
 */
export interface DoNotContactRecords {
  /** Saves or replaces the record of an entry. */
  save(entry: DoNotContactEntry): Promise<void>;
  /** Lists records, newest first. */
  list(page: { readonly limit: number; readonly cursor?: string }): Promise<Page<DoNotContactEntry>>;
}
