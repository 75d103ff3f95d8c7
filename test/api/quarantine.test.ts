import { describe, expect, it } from 'vitest';
import { quarantineRoutes, toQuarantineView } from '../../shared/api/quarantine.ts';
import type { Delivery } from '../../shared/ports/delivery-store.ts';
import { MONDAY } from '../support/builders/moment.ts';

const DELIVERY: Delivery = {
  id: 'del_1',
  source: 'website',
  receivedAt: MONDAY,
  contentType: 'text/plain',
  body: new TextEncoder().encode(`Grüße\u001b[31m\n${'x'.repeat(9000)}`),
  status: { status: 'quarantined', problem: 'not_json', owner: 'dana.ruiz', dueAt: MONDAY },
};

describe('quarantineView', () => {
  it('shows content type, problem, time and source, and the beginning of the body only to permitted callers', () => {
    const seen = toQuarantineView(DELIVERY, { excerpt: false });
    expect(quarantineRoutes.getQuarantined.replies[200].parse(seen)).toEqual({
      id: 'del_1',
      source: 'website',
      receivedAt: MONDAY,
      contentType: 'text/plain',
      status: 'quarantined',
      problem: 'not_json',
      owner: 'dana.ruiz',
      dueAt: MONDAY,
      decisions: [],
      bytes: DELIVERY.body.byteLength,
      corrected: false,
    });
    const { excerpt = '' } = toQuarantineView(DELIVERY, { excerpt: true });
    expect(excerpt).toMatch(/^Grüße\uFFFD\[31m\nx+$/);
    expect(excerpt).toHaveLength(2000);
  });
});
