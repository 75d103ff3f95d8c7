import type { TerritoryStore, TerritoryTable } from '../../ports/territory-store.ts';
import { copyFrozen } from './frozen-copy.ts';
import type { InMemoryWorld } from './in-memory-world.ts';

/** Fake of the territory store. */
export class InMemoryTerritoryStore implements TerritoryStore {
  readonly #world: InMemoryWorld;

  constructor(world: InMemoryWorld) {
    this.#world = world;
  }

  async current(): Promise<TerritoryTable> {
    return this.#world.territories;
  }

  async replace(table: TerritoryTable): Promise<{ readonly outcome: 'done' | 'stale' }> {
    if (this.#world.territories.version !== table.version - 1) return { outcome: 'stale' };
    this.#world.territories = copyFrozen(table);
    return { outcome: 'done' };
  }
}
