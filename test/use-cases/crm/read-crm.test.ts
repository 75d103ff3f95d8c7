import { expect, it } from 'vitest';
import { aReadOffice } from './a-read-crm.ts';

it('takes what happened while the CRM was down for an hour in its order, and once', async () => {
  const office = await aReadOffice();
  office.crm.changes.failing = { code: 'server_error' };
  const failing: number[] = [];
  for (let minute = 0; minute < 60; minute++) {
    if (minute % 10 === 3) office.log({ id: `call-${minute}`, user: 'u-lea' });
    if (minute === 30) office.setOwner('u-lea');
    office.pass(60);
    failing.push((await office.read()).failingSeconds);
  }
  expect(failing.at(-1)).toBe(59 * 60);
  office.crm.changes.failing = undefined;
  await office.read();
  await office.read();
  const told = (await office.events()).slice(-7).map(({ type }) => type);
  expect(told).toEqual([
    ...['ContactNoted', 'ContactNoted', 'ContactNoted'],
    ...['LeadAssigned', 'FirstResponseMade', 'LeadWorked', 'LeadWorked'],
  ]);
  expect((await office.readings.load('hubspot'))?.failing).toBeUndefined();
});

it('goes on with the others if one kind may not be read', async () => {
  const office = await aReadOffice();
  office.crm.changes.forbidden.add('records');
  office.log();
  const result = await office.read();
  expect(result).toMatchObject({ outcome: 'read', unread: [{ kind: 'records', because: 'forbidden' }] });
  expect((await office.lead()).stage.state).toBe('working');
  // It is said once.
  expect(await office.read()).toMatchObject({ unread: [] });
  expect((await office.readings.load('hubspot'))?.cursors.records).toMatchObject({ because: 'forbidden' });
  office.setOwner('u-lea');
  office.crm.changes.forbidden.clear();
  expect(await office.read()).toMatchObject({ unread: [] });
  expect((await office.lead()).stage).toMatchObject({ owner: 'lea' });
});

it('reads nothing without a CRM, and nothing in shadow mode', async () => {
  const office = await aReadOffice();
  office.log();
  const { readCrm } = await import('../../../shared/use-cases/crm/read-crm.ts');
  const unconnected = { ...office.deps, connection: async () => undefined };
  expect(await readCrm(office.now, () => true, unconnected)).toMatchObject({ outcome: 'not_connected' });
  const shadow = { ...office.deps, mode: async () => 'shadow' as const };
  expect(await readCrm(office.now, () => true, shadow)).toMatchObject({ outcome: 'shadow' });
  expect((await office.lead()).stage.state).toBe('assigned');
});
