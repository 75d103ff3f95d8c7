import type { Source, SourceStore } from '../../ports/source-store.ts';
import { frozenCopy } from './frozen-copy.ts';
import type { MemoryWorld } from './in-memory-world.ts';

/** Fake of the source store. */
export class MemorySourceStore implements SourceStore {
  readonly #world: MemoryWorld;

  constructor(world: MemoryWorld) {
    this.#world = world;
  }

  async byKey(key: string): Promise<Source | undefined> {
    return (await this.list()).find((source) => source.key === key);
  }

  async save(source: Source): Promise<'saved' | 'stale'> {
    const versions = this.#world.sources.get(source.id) ?? [];
    if (source.version !== versions.length + 1) return 'stale';
    this.#world.sources.set(source.id, [frozenCopy(source), ...versions]);
    return 'saved';
  }

  async list(): Promise<readonly Source[]> {
    return [...this.#world.sources.values()].flatMap(([newest]) => newest ?? []).sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  async versions(id: string): Promise<readonly Source[]> {
    return this.#world.sources.get(id) ?? [];
  }
}
