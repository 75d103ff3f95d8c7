import type { Instant } from '../../domain/instant.ts';
import type {
  Delivery,
  DeliveryStatus,
  DeliveryStore,
  QuarantinedDelivery,
  RefusedDelivery,
} from '../../ports/delivery-store.ts';
import type { Page } from '../../ports/lead-store.ts';
import { frozenCopy } from './frozen-copy.ts';
import type { MemoryWorld } from './in-memory-world.ts';
import { pageOf } from './page-of.ts';

/** Fake of the delivery store. */
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
    if (!delivery) throw new Error(`delivery ${id} does not exist`);
    if (status.status !== 'done' && ['done', 'dismissed'].includes(delivery.status.status)) return;
    this.#world.deliveries.set(id, copyOf({ ...delivery, status }));
  }

  async pending(before: Instant, limit: number): Promise<readonly string[]> {
    return [...this.#world.deliveries.values()]
      .flatMap(({ id, status }) => (status.status === 'pending' && status.dueAt <= before ? [{ id, ...status }] : []))
      .sort((a, b) => (a.dueAt < b.dueAt ? -1 : 1))
      .slice(0, limit)
      .map(({ id }) => id);
  }

  async quarantined(options: { readonly limit: number; readonly cursor?: string }): Promise<Page<QuarantinedDelivery>> {
    const found = [...this.#world.deliveries.values()].flatMap(({ body, corrected, status, ...delivery }) =>
      status.status === 'quarantined' ? [{ ...delivery, status }] : [],
    );
    return pageOf(found, { ...options, placeOf: ({ id, status }) => `${status.dueAt}#${id}` });
  }

  async decide(id: string, { decision, status, corrected }: Parameters<DeliveryStore['decide']>[1]): Promise<boolean> {
    const delivery = this.#world.deliveries.get(id);
    if (delivery?.status.status !== 'quarantined' && delivery?.status.status !== 'dismissed') return false;
    const { corrected: _, ...asItCame } = delivery;
    const decisions = [...(delivery.decisions ?? []), decision];
    this.#world.deliveries.set(id, copyOf({ ...asItCame, status, decisions, ...(corrected && { corrected }) }));
    return true;
  }
}

/** Bytes cannot be frozen, so each reader gets a separate copy. */
function copyOf({ body, corrected, ...delivery }: Delivery): Delivery {
  const copy = { ...frozenCopy(delivery), body: body.slice() };
  return corrected ? { ...copy, corrected: { ...corrected, body: corrected.body.slice() } } : copy;
}
