import type { Instant } from '../../domain/instant.ts';
import type { Delivery, DeliveryStatus, DeliveryStore, RefusedDelivery } from '../../ports/delivery-store.ts';
import { frozenCopy } from './frozen-copy.ts';
import type { MemoryWorld } from './memory-world.ts';

/** The twin of the raw deliveries. */
export class MemoryDeliveryStore implements DeliveryStore {
  readonly #world: MemoryWorld;

  constructor(world: MemoryWorld) {
    this.#world = world;
  }

  async save(delivery: Delivery): Promise<void> {
    this.#world.deliveries.set(delivery.id, copyOf(delivery));
  }

  async keepRefused(refused: RefusedDelivery): Promise<void> {
    const key = `${refused.source} ${refused.receivedAt.slice(0, 13)}`;
    const { body, ...sample } = refused;
    if (!this.#world.refused.has(key))
      this.#world.refused.set(key, { ...frozenCopy(sample), body: body.slice(0, 16_000) });
  }

  async refused(source: string): Promise<readonly RefusedDelivery[]> {
    return [...this.#world.refused.values()].filter((sample) => sample.source === source);
  }

  async load(id: string): Promise<Delivery | undefined> {
    const delivery = this.#world.deliveries.get(id);
    return delivery && copyOf(delivery);
  }

  async settle(id: string, status: DeliveryStatus): Promise<void> {
    const delivery = this.#world.deliveries.get(id);
    if (!delivery) throw new Error(`there is no delivery ${id}`);
    this.#world.deliveries.set(id, copyOf({ ...delivery, status }));
  }

  async pending(before: Instant, limit: number): Promise<readonly string[]> {
    return [...this.#world.deliveries.values()]
      .flatMap(({ id, status }) => (status.status === 'pending' && status.dueAt <= before ? [{ id, ...status }] : []))
      .sort((a, b) => (a.dueAt < b.dueAt ? -1 : 1))
      .slice(0, limit)
      .map(({ id }) => id);
  }
}

/** Bytes cannot be frozen, so each reader gets their own. */
function copyOf({ body, ...delivery }: Delivery): Delivery {
  return { ...frozenCopy(delivery), body: body.slice() };
}
