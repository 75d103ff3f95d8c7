import { beforeEach, describe, expect, it, vi } from 'vitest';
import { BadCursor } from '../../../shared/ports/bad-cursor.ts';
import type { Delivery, DeliveryStatus, DeliveryStore } from '../../../shared/ports/delivery-store.ts';
import { MONDAY, minutesAfterMonday } from '../../support/builders/moment.ts';

const pending = (minute: number): DeliveryStatus => ({
  status: 'pending',
  dueAt: minutesAfterMonday(minute),
  attempts: 0,
});

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

async function pagesOf(deliveries: DeliveryStore, limit: number) {
  const pages = [];
  let cursor: string | undefined;
  do {
    const page = await deliveries.quarantined({ limit, cursor });
    pages.push(page.items);
    cursor = page.cursor;
  } while (cursor !== undefined);
  return pages;
}

/** Contract of every DeliveryStore. Lists may lag, so tests wait for them. */
export function deliveryStoreContract(make: () => Promise<DeliveryStore>): void {
  describe('deliveries', () => {
    let deliveries: DeliveryStore;
    beforeEach(async () => {
      deliveries = await make();
    });
    const pendingNow = (expected: readonly string[], minute = 99, limit = 10) =>
      vi.waitFor(async () => expect(await deliveries.pending(minutesAfterMonday(minute), limit)).toEqual(expected));

    it('are stored byte for byte', async () => {
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
    ])('%s are stored complete', async (_, size) => {
      const body = new Uint8Array(size).fill(0xff);
      await deliveries.save(aDelivery({ body }));
      const kept = await deliveries.load('delivery_1');
      expect(kept?.body.length).toBe(size);
      expect(kept?.body.every((byte) => byte === 0xff)).toBe(true);
    });

    it('that are pending are listed once due, oldest first, up to the limit', async () => {
      for (const minute of [3, 1, 2, 9])
        await deliveries.save(aDelivery({ id: `due_${minute}`, status: pending(minute) }));
      await pendingNow(['due_1', 'due_2', 'due_3'], 3);
      await pendingNow(['due_1', 'due_2'], 3, 2);
      await pendingNow([], 0);
    });

    it('that are settled are no longer pending, and keep their body', async () => {
      const delivery = aDelivery();
      await deliveries.save(delivery);
      await deliveries.saveStatus('delivery_1', { status: 'done', leads: ['lead_1', 'lead_2'] });
      await pendingNow([]);
      const settled = { ...delivery, status: { status: 'done', leads: ['lead_1', 'lead_2'] } };
      expect(await deliveries.load('delivery_1')).toEqual(settled);
    });

    it('that cannot be processed are quarantined with an owner and a deadline', async () => {
      await deliveries.save(aDelivery());
      const status = {
        status: 'quarantined',
        problem: 'not_json',
        owner: 'dana',
        dueAt: minutesAfterMonday(60),
      } as const;
      await deliveries.saveStatus('delivery_1', status);
      await pendingNow([]);
      expect((await deliveries.load('delivery_1'))?.status).toEqual(status);
    });

    it('in quarantine are listed by deadline, in pages and without bodies', async () => {
      const ids = [3, 1, 2].map((minute) => ({ minute, id: `aside_${minute}` }));
      for (const { id, minute } of [...ids, { id: 'aside_2b', minute: 2 }]) {
        await deliveries.save(aDelivery({ id }));
        await deliveries.saveStatus(id, {
          status: 'quarantined',
          problem: 'not_json',
          owner: 'dana',
          dueAt: minutesAfterMonday(minute),
        });
      }
      await deliveries.save(aDelivery({ id: 'pending' }));
      const seen = () => pagesOf(deliveries, 2);
      await vi.waitFor(async () => expect((await seen()).flat()).toHaveLength(4));
      const pages = await seen();
      expect(pages.map((page) => page.length)).toEqual([2, 2]);
      expect(pages.flat().map(({ status }) => status.dueAt)).toEqual([1, 2, 2, 3].map(minutesAfterMonday));
      expect(new Set(pages.flat().map(({ id }) => id)).size).toBe(4);
      expect(pages[0]?.[0]).not.toHaveProperty('body');
      await expect(deliveries.quarantined({ limit: 1, cursor: 'none of ours' })).rejects.toThrow(BadCursor);
    });

    it('that were erased are remembered by their hash until then', async () => {
      await deliveries.saveErased('9f2c', minutesAfterMonday(10));
      expect(await deliveries.isErased('9f2c', minutesAfterMonday(9))).toBe(true);
      expect(await deliveries.isErased('9f2c', minutesAfterMonday(10))).toBe(false);
      expect(await deliveries.isErased('a07d', MONDAY)).toBe(false);
      await deliveries.saveErased('9f2c', minutesAfterMonday(20));
      expect(await deliveries.isErased('9f2c', minutesAfterMonday(19))).toBe(true);
    });

    it('in quarantine are decided once; the correction is stored beside the original body', async () => {
      const delivery = aDelivery();
      await deliveries.save(delivery);
      const redrive = {
        decision: { decision: 'redrive', by: 'dana', at: MONDAY, tried: 'a hash' },
        status: pending(5),
      } as const;
      expect(await deliveries.saveDecision('delivery_1', redrive)).toBe(false);
      await deliveries.saveStatus('delivery_1', {
        status: 'quarantined',
        problem: 'not_json',
        owner: 'dana',
        dueAt: minutesAfterMonday(9),
      });
      const corrected = { contentType: 'text/plain', body: new TextEncoder().encode('email=ada') };
      expect(await deliveries.saveDecision('delivery_1', { ...redrive, corrected })).toBe(true);
      expect(await deliveries.saveDecision('delivery_1', redrive)).toBe(false);
      const decided = { ...delivery, status: pending(5), corrected, decisions: [redrive.decision] };
      expect(await deliveries.load('delivery_1')).toEqual(decided);
      await pendingNow(['delivery_1']);
      expect((await deliveries.quarantined({ limit: 9 })).items).toEqual([]);
      expect(await deliveries.saveDecision('delivery_2', redrive)).toBe(false);
    });

    it('follow the latest decision; without a correction the original body is read', async () => {
      const delivery = aDelivery();
      await deliveries.save(delivery);
      const decision = { decision: 'redrive', by: 'dana', at: MONDAY } as const;
      const corrected = { contentType: 'text/plain', body: new TextEncoder().encode('email=ada') };
      const aside = {
        status: 'quarantined',
        problem: 'not_json',
        owner: 'dana',
        dueAt: minutesAfterMonday(9),
      } as const;
      await deliveries.saveStatus('delivery_1', aside);
      await deliveries.saveDecision('delivery_1', { decision, status: pending(5), corrected });
      await deliveries.saveStatus('delivery_1', aside);
      expect(await deliveries.saveDecision('delivery_1', { decision, status: pending(6) })).toBe(true);
      const decided = { ...delivery, status: pending(6), decisions: [decision, decision] };
      expect(await deliveries.load('delivery_1')).toEqual(decided);
    });

    it('that were dismissed stay dismissed despite a late worker, until they are redriven', async () => {
      await deliveries.save(aDelivery());
      const aside = {
        status: 'quarantined',
        problem: 'not_json',
        owner: 'dana',
        dueAt: minutesAfterMonday(9),
      } as const;
      await deliveries.saveStatus('delivery_1', aside);
      const dismissal = { decision: 'dismiss', by: 'dana', at: MONDAY, reason: 'spam' } as const;
      expect(
        await deliveries.saveDecision('delivery_1', { decision: dismissal, status: { status: 'dismissed' } }),
      ).toBe(true);
      for (const late of [aside, pending(5), { status: 'done', leads: ['lead_1'] } as const]) {
        await deliveries.saveStatus('delivery_1', late);
        expect((await deliveries.load('delivery_1'))?.status).toEqual({ status: 'dismissed' });
      }
      await pendingNow([]);
      const redrive = { decision: { decision: 'redrive', by: 'dana', at: MONDAY }, status: pending(5) } as const;
      expect(await deliveries.saveDecision('delivery_1', redrive)).toBe(true);
      expect((await deliveries.load('delivery_1'))?.decisions).toEqual([dismissal, redrive.decision]);
    });

    it.each([
      ['pending', pending(5)],
      ['quarantined', { status: 'quarantined', problem: 'not_json', owner: 'dana', dueAt: minutesAfterMonday(9) }],
      ['done with no leads', { status: 'done', leads: [] }],
      ['dismissed', { status: 'dismissed' }],
    ] as const)('that are done stay done despite a late worker that calls them %s', async (_, late) => {
      await deliveries.save(aDelivery());
      const done = { status: 'done', leads: ['lead_1'], readBy: 2 } as const;
      await deliveries.saveStatus('delivery_1', done);
      await deliveries.saveStatus('delivery_1', late);
      expect((await deliveries.load('delivery_1'))?.status).toEqual(done);
      await pendingNow([]);
      expect((await deliveries.quarantined({ limit: 9 })).items).toEqual([]);
      const redrive = { decision: { decision: 'redrive', by: 'dana', at: MONDAY }, status: pending(5) } as const;
      expect(await deliveries.saveDecision('delivery_1', redrive)).toBe(false);
    });

    it('that are retried are listed under their new date', async () => {
      await deliveries.save(aDelivery());
      await deliveries.saveStatus('delivery_1', { status: 'pending', dueAt: minutesAfterMonday(10), attempts: 1 });
      await pendingNow([], 9);
      await pendingNow(['delivery_1'], 10);
      expect((await deliveries.load('delivery_1'))?.status).toEqual({ ...pending(10), attempts: 1 });
    });

    it('that were refused leave one truncated sample per hour', async () => {
      const refused = { source: 'demo-form', contentType: 'text/plain', body: new Uint8Array(50_000).fill(0x61) };
      for (const minute of [0, 20, 65])
        await deliveries.saveRefused({ ...refused, receivedAt: minutesAfterMonday(minute) });
      await deliveries.saveRefused({ ...refused, source: 'other-form', receivedAt: minutesAfterMonday(0) });
      const kept = await deliveries.refused('demo-form');
      expect(kept.map(({ receivedAt }) => receivedAt)).toEqual([minutesAfterMonday(0), minutesAfterMonday(65)]);
      expect(kept[0]?.body).toEqual(new Uint8Array(16_000).fill(0x61));
    });
  });
}
