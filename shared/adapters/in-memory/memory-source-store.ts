import type { Source, SourceStore } from '../../ports/source-store.ts';
import { frozenCopy } from './frozen-copy.ts';
import type { MemoryWorld } from './memory-world.ts';

/** The twin of the sources. */
export class MemorySourceStore implements SourceStore {
  readonly #world: MemoryWorld;

  constructor(world: MemoryWorld) {
    this.#world = world;
  }

  async byKey(key: string): Promise<Source | undefined> {
    return [...this.#world.sources.values()].find((source) => source.key === key);
  }

  async save(source: Source): Promise<void> {
    this.#world.sources.set(source.id, frozenCopy(source));
  }

  async list(): Promise<readonly Source[]> {
    return [...this.#world.sources.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  }
}
