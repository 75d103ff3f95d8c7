import type { PlanStore, PlanVersion } from '../../ports/plan-store.ts';
import { copyFrozen } from './frozen-copy.ts';
import type { InMemoryWorld } from './in-memory-world.ts';

/** Fake of the plan store. */
export class InMemoryPlanStore implements PlanStore {
  readonly #world: InMemoryWorld;

  constructor(world: InMemoryWorld) {
    this.#world = world;
  }

  async publish(draft: Omit<PlanVersion, 'version'>): Promise<number> {
    const version = this.#world.plans.length + 1;
    this.#world.plans.push(copyFrozen({ ...draft, version }));
    return version;
  }

  async version(version: number): Promise<PlanVersion | undefined> {
    return this.#world.plans[version - 1];
  }

  async versions() {
    return this.#world.plans
      .map(({ version, publishedAt, publishedBy }) => ({ version, publishedAt, publishedBy }))
      .reverse();
  }

  async active(): Promise<PlanVersion | undefined> {
    return this.#world.activePlan === undefined ? undefined : this.version(this.#world.activePlan);
  }

  async activate(version: number): Promise<{ readonly outcome: 'done' | 'unknown_version' }> {
    if (!(await this.version(version))) return { outcome: 'unknown_version' };
    this.#world.activePlan = version;
    return { outcome: 'done' };
  }
}
