import { expect, it } from 'vitest';
import { addSeconds } from '../../../shared/domain/instant.ts';
import { replayErasures } from '../../../shared/use-cases/privacy/replay-erasures.ts';
import { aDemoRequest } from '../../scenarios/a-baton.ts';
import { MONDAY } from '../../support/builders/moment.ts';
import { replaceMethods } from '../../support/builders/replaced.ts';
import { anErasure, aPrivacyOffice } from './a-privacy-office.ts';

const NOW = addSeconds(MONDAY, 3600);

/** An office with a lead of each of these people, and an unfinished erasure of each. */
async function erasuresOf(...names: readonly string[]) {
  const office = await aPrivacyOffice();
  const leads: string[] = [];
  for (const name of names) {
    const lead = await office.baton.postOne(aDemoRequest(name));
    leads.push(lead);
    await office.deps.erasures.save(anErasure({ id: `era_${name}`, leads: [lead] }));
  }
  return {
    ...office,
    leads,
    replay: (only: 'unfinished' | 'all', deps = office.deps) => replayErasures({ only, now: NOW }, deps),
  };
}

it('applies unfinished erasures and finishes their records', async () => {
  const { leads, world, records, replay } = await erasuresOf('ada', 'bo');
  expect(await replay('unfinished')).toEqual({ applied: 2, failed: 0 });
  expect(leads.filter((id) => world.people.has(id))).toEqual([]);
  expect(await records()).toMatchObject(Array(2).fill({ remaining: [], doneAt: NOW, counts: { leads: 1 } }));
});

it('leaves finished ones alone, unless all are to be applied', async () => {
  const { leads, world, records, replay } = await erasuresOf('ada');
  const people = new Map(world.people);
  await replay('unfinished');
  const before = await records();
  const [lead = ''] = leads;
  const person = people.get(lead);
  if (person) world.people.set(lead, person);
  expect(await replay('unfinished')).toEqual({ applied: 0, failed: 0 });
  expect([world.people.has(lead), await records()]).toEqual([true, before]);
  expect(await replay('all')).toEqual({ applied: 1, failed: 0 });
  expect(world.people.has(lead)).toBe(false);
});

it('searches all bodies again after a restore, wherever the search was before', async () => {
  const { deps, world, keysOf, storeUnread, records } = await aPrivacyOffice();
  const restored = await storeUnread('ada');
  await storeUnread('bo');
  const { cursor = '' } = await deps.eraser.bodies({ limit: 1 });
  const before = { keys: await keysOf({ email: 'ada@north.example' }), cursor, waiting: 1 };
  await deps.erasures.save(anErasure({ ...before, remaining: ['deliveries'] }));
  expect(await replayErasures({ only: 'all', now: NOW }, deps)).toEqual({ applied: 1, failed: 0 });
  expect([world.deliveries.has(restored), world.deliveries.size]).toEqual([false, 1]);
  expect(await records()).toMatchObject([{ remaining: [], counts: { deliveries: 1 } }]);
});

it('says how many are still in search', async () => {
  const { deps, slowly, keysOf, storeUnread } = await aPrivacyOffice();
  for (let one = 0; one < 51; one += 1) await storeUnread(`n${one}`);
  await deps.erasures.save(anErasure({ keys: await keysOf({ email: 'ada@north.example' }) }));
  expect(await replayErasures({ only: 'all', now: NOW }, slowly)).toEqual({ applied: 1, failed: 0, inSearch: 1 });
});

it('continues when one fails, which keeps what remains', async () => {
  const { deps, leads, world, records, replay } = await erasuresOf('ada', 'bo', 'zoe');
  const [, bo = ''] = leads;
  const eraser = replaceMethods(deps.eraser, {
    erasePerson: async (lead, keys) =>
      lead === bo ? Promise.reject(new Error('throttled')) : deps.eraser.erasePerson(lead, keys),
  });
  expect(await replay('unfinished', { ...deps, eraser })).toEqual({ applied: 2, failed: 1 });
  expect(leads.filter((id) => world.people.has(id))).toEqual([bo]);
  const unfinished = (await records()).filter(({ remaining }) => remaining.length > 0);
  expect(unfinished.map(({ id }) => id)).toEqual(['era_bo']);
  expect(await replay('unfinished')).toEqual({ applied: 1, failed: 0 });
});

it('applies twenty at a time, newest first, and says where the next call continues', async () => {
  const { deps, records } = await erasuresOf();
  for (let hour = 0; hour < 21; hour += 1)
    await deps.erasures.save(anErasure({ id: `era_${hour}`, at: addSeconds(MONDAY, hour * 3600) }));
  const first = await replayErasures({ only: 'unfinished', now: NOW }, deps);
  expect(first).toEqual({ applied: 20, failed: 0, cursor: expect.any(String) });
  const left = (await records()).filter(({ remaining }) => remaining.length > 0);
  expect(left.map(({ id }) => id)).toEqual(['era_0']);
  const { cursor = '' } = first;
  expect(await replayErasures({ only: 'unfinished', cursor, now: NOW }, deps)).toEqual({ applied: 1, failed: 0 });
});
