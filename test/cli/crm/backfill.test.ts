import { beforeEach, expect, it } from 'vitest';
import { backfill } from '../../../cli/crm/backfill.ts';
import { MONDAY } from '../../support/builders/moment.ts';
import { aCrmOffice, type CrmOffice } from '../../use-cases/crm/a-crm-office.ts';

let office: CrmOffice;
let pauses: number[];
beforeEach(async () => {
  office = await aCrmOffice();
  pauses = [];
});

async function run(apply: boolean, perMinute = 60) {
  const { connection, deps, stores } = office;
  if (!connection) throw new Error('no CRM');
  const sleep = async (seconds: number) => void pauses.push(seconds);
  const all = { ...deps, leads: stores.leads, sleep, report: () => undefined };
  return (await backfill(connection, { apply, perMinute, now: MONDAY }, all)).join('\n');
}

it('shows what would be written, and writes nothing', async () => {
  await office.sync(await office.store('assigned'));
  await office.store('assigned', { rep: 'lea' });
  await office.store('parked');
  await office.store('closed');
  await office.store('assigned', { test: true });
  const shown = await run(false);
  expect(shown).toContain('4 open leads, 2 to write:');
  expect(shown).toContain('2 without a known record');
  expect(shown).toContain('1 tasks made');
  expect(shown).toContain('1 whose rep is no user');
  expect(shown).toContain('Nothing is written.');
  expect([office.nudges.nextAt, office.records.length]).toEqual([undefined, 1]);
});

it('has them written at its pace, once each', async () => {
  for (let at = 0; at < 25; at += 1) await office.store('assigned');
  await run(true);
  const nudges = office.nudges.receive();
  expect(new Set(nudges.map(({ lead }) => lead)).size).toBe(25);
  expect(pauses).toEqual([10, 10]);
  for (const { lead } of nudges) await office.sync({ id: lead });
  expect(await run(false)).toContain('25 open leads, 0 to write:');
});

it('does nothing in shadow mode', async () => {
  await office.store('assigned');
  office.stores.world.mode = 'shadow';
  expect(await run(true)).toBe('Baton is in shadow mode: nothing is written.');
  expect(office.nudges.nextAt).toBeUndefined();
});
