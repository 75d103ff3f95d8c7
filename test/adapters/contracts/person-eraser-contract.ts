import { beforeEach, describe, expect, it } from 'vitest';
import type { DeliveryStore } from '../../../shared/ports/delivery-store.ts';
import type { PersonEraser, StoredBody } from '../../../shared/ports/erasure.ts';
import type { LeadStore } from '../../../shared/ports/lead-store.ts';
import type { FindingStore } from '../../../shared/ports/source-findings.ts';
import { MONDAY, minutesAfterMonday } from '../../support/builders/moment.ts';
import { receiveLead } from '../../support/builders/moves.ts';
import { aPerson } from '../../support/builders/person.ts';

interface ErasureStores {
  readonly eraser: PersonEraser;
  readonly leads: LeadStore;
  readonly deliveries: DeliveryStore;
  readonly findings: FindingStore;
}

const bytes = (text: string) => new TextEncoder().encode(text);
const delivery = { source: 'form', receivedAt: MONDAY, contentType: 'text/plain' } as const;
const pending = { status: 'pending', dueAt: minutesAfterMonday(1), attempts: 0 } as const;
const KEYS = { persons: ['k1', 'other'], external: ['hubspot:1'], submissions: ['s1'] };

/** Contract of every PersonEraser, together with the stores it removes people from. */
export function personEraserContract(make: () => Promise<ErasureStores>): void {
  describe('erasing', () => {
    let stores: ErasureStores;
    beforeEach(async () => {
      stores = await make();
    });

    async function allBodies(): Promise<readonly StoredBody[]> {
      const found: StoredBody[] = [];
      let cursor: string | undefined;
      do {
        const page = await stores.eraser.bodies({ limit: 2, cursor });
        found.push(...page.items);
        cursor = page.cursor;
      } while (cursor !== undefined);
      return found;
    }

    it('removes the person and the keys that lead to the lead, and no others', async () => {
      const { leads, eraser } = stores;
      const [mine, other] = [receiveLead({ id: 'lead_1' }), receiveLead({ id: 'lead_2' })];
      const claims = { submission: 's1', persons: [{ key: 'k1' }], external: [{ key: 'hubspot:1' }] };
      await leads.commit({ transitions: [{ ...mine, person: aPerson(), claims }] });
      await leads.commit({
        transitions: [{ ...other, person: aPerson(), claims: { submission: 's2', persons: [{ key: 'other' }] } }],
      });
      expect(await eraser.erasePerson('lead_1', KEYS)).toBe(4);
      expect([await leads.person('lead_1'), await leads.leadOfPerson('k1')]).toEqual([undefined, undefined]);
      expect([await leads.leadOfExternalId('hubspot:1'), await leads.leadOfSubmission('s1')]).toEqual([
        undefined,
        undefined,
      ]);
      expect([await leads.person('lead_2'), await leads.leadOfPerson('other')]).toEqual([aPerson(), 'lead_2']);
      expect(await eraser.erasePerson('lead_1', KEYS)).toBe(0);
    });

    it('removes the enrichment result for good: one that is saved later is not kept', async () => {
      const { leads, eraser } = stores;
      const found = { resultId: 'r1', features: { domain: 'lindwerk.example' }, guessedFields: [] };
      const NO_KEYS = { persons: [], external: [], submissions: [] };
      for (const lead of ['lead_1', 'lead_2']) await leads.saveEnrichment(lead, found);
      expect(await eraser.erasePerson('lead_1', NO_KEYS)).toBe(1);
      await leads.saveEnrichment('lead_1', found);
      expect(await leads.loadEnrichment('lead_1')).toBeUndefined();
      expect(await leads.loadEnrichment('lead_2')).toEqual(found);
      expect(await eraser.erasePerson('lead_1', NO_KEYS)).toBe(0);
    });

    it('lists all bodies page by page, and removes one wherever it is', async () => {
      const { deliveries, eraser } = stores;
      for (const id of ['del_1', 'del_2', 'del_3'])
        await deliveries.save({ ...delivery, id, body: bytes(id), status: pending });
      await deliveries.save({ ...delivery, id: 'del_4', body: new Uint8Array(300_000).fill(97), status: pending });
      await deliveries.saveRefused({ ...delivery, body: bytes('refused') });
      const all = await allBodies();
      expect(all.map(({ body }) => body.byteLength).sort((a, b) => a - b)).toEqual([5, 5, 5, 7, 300_000]);
      for (const { id } of all.filter(({ id }) => id !== 'del_2')) {
        await eraser.eraseBody(id);
        await eraser.eraseBody(id);
      }
      expect((await allBodies()).map(({ id }) => id)).toEqual(['del_2']);
      expect(await deliveries.load('del_4')).toBeUndefined();
      expect(await deliveries.refused('form')).toEqual([]);
    });

    it('lists the bodies received by a moment, whatever became of them, page by page', async () => {
      const { deliveries, eraser, findings } = stores;
      const statuses = [pending, { status: 'done', leads: ['lead_1'] }, { status: 'dismissed' }] as const;
      for (const [minute, status] of statuses.entries())
        await deliveries.save({
          ...delivery,
          id: `del_${minute}`,
          receivedAt: minutesAfterMonday(minute),
          body: minute === 0 ? new Uint8Array(300_000) : bytes('x'),
          status,
        });
      await deliveries.saveRefused({ ...delivery, receivedAt: minutesAfterMonday(1), body: bytes('refused') });
      await findings.record({ source: 'form', at: MONDAY, deliveries: 1, leads: 1, findings: [] });
      const receivedBy = async (minute: number) => {
        const found: string[] = [];
        let cursor: string | undefined;
        do {
          const page = await eraser.bodiesReceivedBy(minutesAfterMonday(minute), { limit: 2, cursor });
          found.push(...page.items);
          cursor = page.cursor;
        } while (cursor !== undefined);
        return found.sort();
      };
      expect(await receivedBy(-1)).toEqual([]);
      expect(await receivedBy(0)).toEqual(['del_0']);
      const known = await receivedBy(1);
      expect(known).toHaveLength(3);
      for (const id of known) await eraser.eraseBody(id);
      expect(await receivedBy(99)).toEqual(['del_2']);
      expect(await deliveries.refused('form')).toEqual([]);
    });

    it('removes findings that quote a text, shown or not yet shown, and no others', async () => {
      const { findings, eraser } = stores;
      const unknown = (about: string, count: number) => ({ kind: 'unknown', name: 'industry', about, count }) as const;
      const seen = [unknown('Nora Lind', 2), unknown('once only', 1), unknown('space', 2)];
      const unmapped = { kind: 'unmapped', name: 'shoe_size', count: 1 } as const;
      await findings.record({ source: 'form', at: MONDAY, deliveries: 1, leads: 1, findings: [...seen, unmapped] });
      expect(await eraser.eraseFindings(['nora lind', 'once only', 'shoe_size'])).toBe(2);
      const left = (await findings.ofSource('form')).map(({ kind, about }) => about ?? kind);
      expect([...left].sort()).toEqual(['space', 'unmapped']);
    });
  });
}
