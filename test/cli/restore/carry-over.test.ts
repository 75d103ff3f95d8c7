import { expect, it } from 'vitest';
import { toRedrive } from '../../../cli/restore/carry-over.ts';
import { DeliveryRow } from '../../../shared/adapters/dynamodb/delivery-rows.ts';
import { readRow } from '../../../shared/adapters/dynamodb/read-row.ts';
import { MONDAY } from '../../support/builders/moment.ts';

const row = {
  pk: 'DELIVERY#d1',
  sk: 'DELIVERY',
  id: 'd1',
  source: 'form',
  receivedAt: MONDAY,
  contentType: 'application/json',
  body: new Uint8Array([123, 125]),
  expiresAt: 1_803_200_400,
};
const now = '2026-11-26T10:00:00.000Z';

it.each([
  { status: 'done', leads: ['lead_1'], readBy: 2 },
  { status: 'pending', dueAt: MONDAY, attempts: 7 },
])('makes a delivery that is $status pending and due now, since its leads are not in the restored tables', (status) => {
  const redriven = toRedrive({ ...row, status }, now);
  expect(redriven).toMatchObject({
    duePk: expect.stringMatching(/^PENDING#(?:\d|1[0-5])$/),
    dueAt: now,
    expiresAt: row.expiresAt,
  });
  const { expiresAt: _, dueAt: __, ...stored } = redriven;
  expect(readRow(DeliveryRow, stored).status).toEqual({ status: 'pending', dueAt: now, attempts: 0 });
});

it.each([{ status: 'quarantined', problem: 'no_lead', owner: 'kim', dueAt: MONDAY }, { status: 'dismissed' }])(
  'leaves a delivery that is $status to the people who decide',
  (status) => {
    expect(toRedrive({ ...row, status }, now)).toEqual({ ...row, status });
  },
);
