import type { TerritoryStore, TerritoryTable } from '../../ports/territory-store.ts';
import { frozenCopy } from './frozen-copy.ts';
import type { MemoryWorld } from './in-memory-world.ts';

/** Fake of the territory store. */
export class MemoryTerritoryStore implements TerritoryStore {
  readonly #world: MemoryWorld;

  constructor(world: MemoryWorld) {
    this.#world = world;
  }

  async current(): Promise<TerritoryTable> {
    return this.#world.territories;
  }

  async replace(table: TerritoryTable): Promise<{ readonly outcome: 'done' | 'stale' }> {
    if (this.#world.territories.version !== table.version - 1) return { outcome: 'stale' };
    this.#world.territories = frozenCopy(table);
    return { outcome: 'done' };
  }
}
