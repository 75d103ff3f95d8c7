import type { Instant } from '../../domain/instant.ts';
import type { HeldMatter, HeldMatterStore } from '../../ports/held-matters.ts';
import { copyFrozen } from './frozen-copy.ts';
import type { InMemoryWorld } from './in-memory-world.ts';

/** Fake of the store of held matters. */
export class InMemoryHeldMatters implements HeldMatterStore {
  readonly #matters: Map<string, HeldMatter>;

  constructor({ heldMatters }: Pick<InMemoryWorld, 'heldMatters'>) {
    this.#matters = heldMatters;
  }

  async hold(matter: HeldMatter): Promise<void> {
    if (!this.#matters.has(keyOf(matter))) this.#matters.set(keyOf(matter), copyFrozen(matter));
  }

  async due(before: Instant, limit: number): Promise<readonly HeldMatter[]> {
    return [...this.#matters.values()]
      .filter(({ dueAt }) => dueAt <= before)
      .sort((a, b) => (a.dueAt < b.dueAt ? -1 : 1))
      .slice(0, limit);
  }

  async remove(matter: Pick<HeldMatter, 'lead' | 'id'>): Promise<void> {
    this.#matters.delete(keyOf(matter));
  }
}

function keyOf({ lead, id }: Pick<HeldMatter, 'lead' | 'id'>): string {
  return `${lead} ${id}`;
}
