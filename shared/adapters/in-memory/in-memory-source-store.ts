import type { Source, SourceStore } from '../../ports/source-store.ts';
import { copyFrozen } from './frozen-copy.ts';
import type { InMemoryWorld } from './in-memory-world.ts';

/** Fake of the source store. */
export class InMemorySourceStore implements SourceStore {
  readonly #world: InMemoryWorld;

  constructor(world: InMemoryWorld) {
    this.#world = world;
  }

  async byKey(key: string): Promise<Source | undefined> {
    return (await this.list()).find((source) => source.key === key);
  }

  async save(source: Source): Promise<'saved' | 'stale'> {
    const versions = this.#world.sources.get(source.id) ?? [];
    if (source.version !== versions.length + 1) return 'stale';
    this.#world.sources.set(source.id, [copyFrozen(source), ...versions]);
    return 'saved';
  }

  async list(): Promise<readonly Source[]> {
    return [...this.#world.sources.values()].flatMap(([newest]) => newest ?? []).sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  async versions(id: string): Promise<readonly Source[]> {
    return this.#world.sources.get(id) ?? [];
  }
}
