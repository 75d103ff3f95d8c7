import type { Instant } from '../../domain/instant.ts';
import type {
  Delivery,
  DeliveryStatus,
  DeliveryStore,
  QuarantinedDelivery,
  RefusedDelivery,
} from '../../ports/delivery-store.ts';
import type { Page } from '../../ports/lead-store.ts';
import { copyFrozen } from './frozen-copy.ts';
import type { InMemoryWorld } from './in-memory-world.ts';
import { takePage } from './page-of.ts';

/** Fake of the delivery store. */
export class InMemoryDeliveryStore implements DeliveryStore {
  readonly #world: InMemoryWorld;

  constructor(world: InMemoryWorld) {
    this.#world = world;
  }

  async save(delivery: Delivery): Promise<void> {
    this.#world.deliveries.set(delivery.id, copyDelivery(delivery));
  }

  async saveRefused(refused: RefusedDelivery): Promise<void> {
    const key = `${refused.source} ${refused.receivedAt.slice(0, 13)}`;
    const { body, ...sample } = refused;
    if (!this.#world.refusedSamples.has(key))
      this.#world.refusedSamples.set(key, { ...copyFrozen(sample), body: body.slice(0, 16_000) });
  }

  async refused(source: string): Promise<readonly RefusedDelivery[]> {
    return [...this.#world.refusedSamples.values()].filter((sample) => sample.source === source);
  }

  async saveErased(key: string, until: Instant): Promise<void> {
    this.#world.erasedDeliveries.set(key, until);
  }

  async isErased(key: string, now: Instant): Promise<boolean> {
    return (this.#world.erasedDeliveries.get(key) ?? '') > now;
  }

  async load(id: string): Promise<Delivery | undefined> {
    const delivery = this.#world.deliveries.get(id);
    return delivery && copyDelivery(delivery);
  }

  async saveStatus(id: string, status: DeliveryStatus): Promise<void> {
    const delivery = this.#world.deliveries.get(id);
    if (!delivery) throw new Error(`delivery ${id} does not exist`);
    if (['done', 'dismissed'].includes(delivery.status.status)) return;
    this.#world.deliveries.set(id, copyDelivery({ ...delivery, status }));
  }

  async pending(before: Instant, limit: number): Promise<readonly string[]> {
    const due: { readonly id: string; readonly dueAt: Instant }[] = [];
    for (const { id, status } of this.#world.deliveries.part.values())
      if (status.status === 'pending' && status.dueAt <= before) due.push({ id, dueAt: status.dueAt });
    return due
      .sort((a, b) => (a.dueAt < b.dueAt ? -1 : 1))
      .slice(0, limit)
      .map(({ id }) => id);
  }

  async quarantined(options: { readonly limit: number; readonly cursor?: string }): Promise<Page<QuarantinedDelivery>> {
    const found: QuarantinedDelivery[] = [];
    for (const delivery of this.#world.deliveries.part.values()) {
      if (delivery.status.status !== 'quarantined') continue;
      const { body: _, corrected: __, ...others } = delivery;
      found.push({ ...others, status: delivery.status });
    }
    return takePage(found, { ...options, placeOf: ({ id, status }) => `${status.dueAt}#${id}` });
  }

  async saveDecision(
    id: string,
    { decision, status, corrected }: Parameters<DeliveryStore['saveDecision']>[1],
  ): Promise<boolean> {
    const delivery = this.#world.deliveries.get(id);
    if (delivery?.status.status !== 'quarantined' && delivery?.status.status !== 'dismissed') return false;
    const { corrected: _, ...original } = delivery;
    const decisions = [...(delivery.decisions ?? []), decision];
    this.#world.deliveries.set(id, copyDelivery({ ...original, status, decisions, ...(corrected && { corrected }) }));
    return true;
  }
}

/** Bytes cannot be frozen, so each reader gets a separate copy. */
function copyDelivery({ body, corrected, ...delivery }: Delivery): Delivery {
  const copy = { ...copyFrozen(delivery), body: body.slice() };
  return corrected ? { ...copy, corrected: { ...corrected, body: corrected.body.slice() } } : copy;
}
