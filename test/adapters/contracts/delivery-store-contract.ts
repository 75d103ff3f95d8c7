import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Delivery, DeliveryStatus, DeliveryStore } from '../../../shared/ports/delivery-store.ts';
import { MONDAY, minutes } from '../../builders/moment.ts';

const pending = (minute: number): DeliveryStatus => ({ status: 'pending', dueAt: minutes(minute), attempts: 0 });

function aDelivery(overrides: Partial<Delivery> = {}): Delivery {
  return {
    id: 'delivery_1',
    source: 'demo-form',
    receivedAt: MONDAY,
    contentType: 'application/json',
    body: new TextEncoder().encode('{"email":"nora.lind@lindwerk.example"}'),
    status: pending(1),
    ...overrides,
  };
}

/** Everything a DeliveryStore promises, whatever it is made of. Lists may lag, so they are waited for. */
export function deliveryStoreContract(make: () => Promise<DeliveryStore>): void {
  describe('deliveries', () => {
    let deliveries: DeliveryStore;
    beforeEach(async () => {
      deliveries = await make();
    });
    const pendingNow = (expected: readonly string[], minute = 99, limit = 10) =>
      vi.waitFor(async () => expect(await deliveries.pending(minutes(minute), limit)).toEqual(expected));

    it('are kept byte for byte', async () => {
      const delivery = aDelivery({ sentAs: 'their-id', body: Uint8Array.from({ length: 256 }, (_, byte) => byte) });
      await deliveries.save(delivery);
      expect(await deliveries.load('delivery_1')).toEqual(delivery);
      expect(await deliveries.load('delivery_2')).toBeUndefined();
    });

    it.each([
      ['empty', 0],
      ['of 350 kB', 350_000],
      ['of 1 MB', 1_000_000],
      ['of 6 MB', 6_000_000],
    ])('%s are kept whole', async (_, size) => {
      const body = new Uint8Array(size).fill(0xff);
      await deliveries.save(aDelivery({ body }));
      const kept = await deliveries.load('delivery_1');
      expect(kept?.body.length).toBe(size);
      expect(kept?.body.every((byte) => byte === 0xff)).toBe(true);
    });

    it('that are pending come when their date has come, oldest first, at most as many as asked for', async () => {
      for (const minute of [3, 1, 2, 9])
        await deliveries.save(aDelivery({ id: `due_${minute}`, status: pending(minute) }));
      await pendingNow(['due_1', 'due_2', 'due_3'], 3);
      await pendingNow(['due_1', 'due_2'], 3, 2);
      await pendingNow([], 0);
    });

    it('that are settled are pending no longer, and keep their body', async () => {
      const delivery = aDelivery();
      await deliveries.save(delivery);
      await deliveries.settle('delivery_1', { status: 'done', leads: ['lead_1', 'lead_2'] });
      await pendingNow([]);
      const settled = { ...delivery, status: { status: 'done', leads: ['lead_1', 'lead_2'] } };
      expect(await deliveries.load('delivery_1')).toEqual(settled);
    });

    it('that nothing could be made of are set aside with an owner and a date', async () => {
      await deliveries.save(aDelivery());
      const status = { status: 'quarantined', problem: 'not_json', owner: 'dana', dueAt: minutes(60) } as const;
      await deliveries.settle('delivery_1', status);
      await pendingNow([]);
      expect((await deliveries.load('delivery_1'))?.status).toEqual(status);
    });

    it('that are tried again come under their new date', async () => {
      await deliveries.save(aDelivery());
      await deliveries.settle('delivery_1', { status: 'pending', dueAt: minutes(10), attempts: 1 });
      await pendingNow([], 9);
      await pendingNow(['delivery_1'], 10);
      expect((await deliveries.load('delivery_1'))?.status).toEqual({ ...pending(10), attempts: 1 });
    });

    it('that were refused leave one sample an hour, cut short', async () => {
      const refused = { source: 'demo-form', contentType: 'text/plain', body: new Uint8Array(50_000).fill(0x61) };
      for (const minute of [0, 20, 65]) await deliveries.keepRefused({ ...refused, receivedAt: minutes(minute) });
      await deliveries.keepRefused({ ...refused, source: 'other-form', receivedAt: minutes(0) });
      const kept = await deliveries.refused('demo-form');
      expect(kept.map(({ receivedAt }) => receivedAt)).toEqual([minutes(0), minutes(65)]);
      expect(kept[0]?.body).toEqual(new Uint8Array(16_000).fill(0x61));
    });
  });
}
