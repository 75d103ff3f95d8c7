import { type IncumbentOwner, type ShadowRecord, shadowDayOf } from '../../domain/shadow/shadow-mode.ts';
import type { Page } from '../../ports/lead-store.ts';
import type { ShadowLeadKey, ShadowStore } from '../../ports/observation-store.ts';
import { copyFrozen } from './frozen-copy.ts';
import type { InMemoryWorld } from './in-memory-world.ts';
import { takePage } from './page-of.ts';

/** Fake of the observation store. */
export class InMemoryShadowStore implements ShadowStore {
  readonly #world: InMemoryWorld;

  constructor(world: InMemoryWorld) {
    this.#world = world;
  }

  async get({ id }: ShadowLeadKey): Promise<ShadowRecord | undefined> {
    return this.#world.observations.get(id);
  }

  async saveIncumbentOwner({ id }: ShadowLeadKey, incumbent: IncumbentOwner): Promise<void> {
    const known = this.#world.observations.get(id);
    if (!known) throw new Error(`${id} is not in shadow mode`);
    this.#world.observations.set(id, copyFrozen({ ...known, incumbent }));
  }

  async listDay(day: string, page: { readonly limit: number; readonly cursor?: string }): Promise<Page<ShadowRecord>> {
    const ofThatDay = [...this.#world.observations.values()].filter((one) => shadowDayOf(one) === day);
    return takePage(ofThatDay, { ...page, placeOf: ({ lead }) => lead });
  }
}
