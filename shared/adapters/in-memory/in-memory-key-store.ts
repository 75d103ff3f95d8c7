import type { ApiKeyRecord, ApiKeyStore } from '../../ports/key-store.ts';
import { copyFrozen } from './frozen-copy.ts';

/** Fake of the store of API keys. */
export class InMemoryApiKeyStore implements ApiKeyStore {
  readonly #keys = new Map<string, ApiKeyRecord>();

  async byId(id: string): Promise<ApiKeyRecord | undefined> {
    return this.#keys.get(id);
  }

  async list(): Promise<readonly ApiKeyRecord[]> {
    return [...this.#keys.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  async save(key: ApiKeyRecord): Promise<void> {
    this.#keys.set(key.id, copyFrozen(key));
  }
}
