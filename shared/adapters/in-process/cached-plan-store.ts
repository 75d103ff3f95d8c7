import type { ActivePlan, PlanStore, PlanVersion } from '../../ports/plan-store.ts';
import { TtlCache, type TtlOptions } from './ttl-cache.ts';

/** A plan store whose active plan may be as old as the TTL. A plan activated through it is active at once. */
export class CachedPlanStore implements PlanStore {
  readonly #store: PlanStore;
  readonly #active: TtlCache<'active', ActivePlan>;

  constructor({ store, ...ttl }: TtlOptions & { readonly store: PlanStore }) {
    this.#store = store;
    this.#active = new TtlCache(ttl);
  }

  publish(draft: Omit<PlanVersion, 'version'>): Promise<number> {
    return this.#store.publish(draft);
  }

  version(version: number): Promise<PlanVersion | undefined> {
    return this.#store.version(version);
  }

  versions(): ReturnType<PlanStore['versions']> {
    return this.#store.versions();
  }

  active({ fresh = false }: { readonly fresh?: boolean } = {}): Promise<ActivePlan | undefined> {
    if (fresh) this.#active.drop('active');
    return this.#active.get('active', () => this.#store.active());
  }

  activate(version: number): ReturnType<PlanStore['activate']> {
    return this.#store.activate(version).finally(() => this.#active.drop('active'));
  }

  putInForce(...call: Parameters<PlanStore['putInForce']>): ReturnType<PlanStore['putInForce']> {
    return this.#store.putInForce(...call).finally(() => this.#active.drop('active'));
  }

  propose(...call: Parameters<PlanStore['propose']>): ReturnType<PlanStore['propose']> {
    return this.#store.propose(...call);
  }

  proposals(): ReturnType<PlanStore['proposals']> {
    return this.#store.proposals();
  }

  activations(): ReturnType<PlanStore['activations']> {
    return this.#store.activations();
  }
}
