import type { DoNotContactEntry } from '../../domain/privacy/do-not-contact.ts';
import { recordNameOf } from '../../domain/privacy/record-name.ts';
import type { DoNotContactList, DoNotContactRecords, ListedKey } from '../../ports/do-not-contact-list.ts';
import type { Page } from '../../ports/lead-store.ts';
import { copyFrozen } from './frozen-copy.ts';
import type { InMemoryWorld } from './in-memory-world.ts';
import { takePage } from './page-of.ts';

/** Fake of the do-not-contact list. */
export class InMemoryDoNotContactList implements DoNotContactList {
  readonly #world: InMemoryWorld;

  constructor(world: InMemoryWorld) {
    this.#world = world;
  }

  async find(keys: readonly string[]): Promise<readonly ListedKey[]> {
    return [...new Set(keys)].flatMap((key) => {
      const entry = this.#world.doNotContact.get(key);
      return entry ? [{ key, entry }] : [];
    });
  }

  async put(entry: DoNotContactEntry): Promise<void> {
    for (const key of entry.keys) this.#world.doNotContact.set(key, copyFrozen(entry));
  }

  async remove({ id, keys }: DoNotContactEntry): Promise<void> {
    for (const key of keys) if (this.#world.doNotContact.get(key)?.id === id) this.#world.doNotContact.delete(key);
  }
}

/** Fake of the records of the list, apart from the stores as the real ones are. */
export class InMemoryDoNotContactRecords implements DoNotContactRecords {
  readonly #records = new Map<string, DoNotContactEntry>();

  async save(entry: DoNotContactEntry): Promise<void> {
    this.#records.set(entry.id, copyFrozen(entry));
  }

  async list(page: { readonly limit: number; readonly cursor?: string }): Promise<Page<DoNotContactEntry>> {
    return takePage([...this.#records.values()], { ...page, placeOf: recordNameOf });
  }
}
