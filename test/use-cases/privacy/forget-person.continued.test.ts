import { expect, it } from 'vitest';
import { addSeconds } from '../../../shared/domain/instant.ts';
import { continueErasure } from '../../../shared/use-cases/privacy/forget-person.ts';
import { aDemoRequest } from '../../scenarios/a-baton.ts';
import { MONDAY } from '../../support/builders/moment.ts';
import { replaceMethods } from '../../support/builders/replaced.ts';
import { anErasure, aPrivacyOffice } from './a-privacy-office.ts';

const ADA = { email: 'ada@north.example' };
const LATER = addSeconds(MONDAY, 3600);

it('a continued erasure notes the leads and keys it finds by now before it erases', async () => {
  const { baton, deps, keysOf, records } = await aPrivacyOffice();
  const id = await baton.postOne(aDemoRequest('ada'));
  const keys = await keysOf(ADA);
  const dying = replaceMethods(deps.eraser, { erasePerson: async () => Promise.reject(new Error('died')) });
  for (const known of [{ keys }, { leads: [id] }]) {
    const running = continueErasure(anErasure(known), { now: LATER }, { ...deps, eraser: dying });
    await expect(running).rejects.toThrow('died');
    expect(await records()).toMatchObject([{ keys, leads: [id], remaining: ['leads', 'deliveries'] }]);
  }
  const [noted = anErasure()] = await records();
  expect(await continueErasure(noted, { now: LATER }, deps)).toMatchObject({ remaining: [], counts: { leads: 1 } });
});

it('a continued erasure spares leads and bodies received after it was asked for', async () => {
  const { baton, world, deps, keysOf, storeUnread } = await aPrivacyOffice();
  await baton.postOne(aDemoRequest('ada'));
  const erasure = anErasure({ keys: await keysOf(ADA) });
  await continueErasure(erasure, { now: LATER }, deps);
  baton.now = LATER;
  const after = await baton.postOne(aDemoRequest('ada', { message: 'me again' }));
  const unread = await storeUnread('ada');
  expect(await continueErasure(erasure, { now: LATER }, deps)).toMatchObject({
    ...{ leads: [], remaining: [], counts: { leads: 0, deliveries: 0 } },
  });
  expect(await deps.leads.person(after)).toMatchObject({ email: ADA.email });
  expect([world.deliveries.size, world.deliveries.has(unread)]).toEqual([2, true]);
});

it('a finished erasure, continued, changes nothing but what came back, and adds to its counts', async () => {
  const { baton, world, deps, keysOf, records } = await aPrivacyOffice();
  const id = await baton.postOne(aDemoRequest('ada'));
  const person = await deps.leads.person(id);
  const done = await continueErasure(anErasure({ keys: await keysOf(ADA) }), { now: MONDAY }, deps);
  expect(await continueErasure(done, { now: LATER }, deps)).toEqual(done);
  if (person) world.people.set(id, person);
  const { leads, rows } = done.counts;
  expect(await continueErasure(done, { now: LATER }, deps)).toEqual({
    ...done,
    counts: { ...done.counts, leads, rows: rows + 1 },
  });
  expect(await records()).toHaveLength(1);
});

it('an erasure looks through many bodies in several parts and is done at their end', async () => {
  const { world, deps, slowly, keysOf, storeUnread } = await aPrivacyOffice();
  for (let body = 0; body < 51; body += 1) await storeUnread(`other${body}`);
  const last = await storeUnread('ada');
  const first = await continueErasure(anErasure({ keys: await keysOf(ADA) }), { now: MONDAY }, slowly);
  expect(first).toMatchObject({ remaining: ['deliveries'], cursor: expect.any(String) });
  const second = await continueErasure(first, { now: LATER }, slowly);
  expect(second).toMatchObject({ remaining: [], doneAt: LATER, counts: { deliveries: 1 } });
  expect([second.cursor, world.deliveries.has(last), world.deliveries.size]).toEqual([undefined, false, 51]);
  expect((await deps.erasures.list({ limit: 9 })).items).toEqual([second]);
});

it('an erasure looks again from the start when a body of an earlier part waits', async () => {
  const { world, slowly, keysOf, storeUnread, baton } = await aPrivacyOffice();
  const list = await storeUnread('ada', 'bo');
  for (let body = 0; body < 51; body += 1) await storeUnread(`other${body}`);
  const first = await continueErasure(anErasure({ keys: await keysOf(ADA) }), { now: MONDAY }, slowly);
  expect(first).toMatchObject({ waiting: 1, cursor: expect.any(String) });
  const second = await continueErasure(first, { now: MONDAY }, slowly);
  expect(second).toMatchObject({ remaining: ['deliveries'], waiting: 1 });
  expect([second.cursor, second.doneAt]).toEqual([undefined, undefined]);
  await baton.deps.deliveries.saveStatus(list, { status: 'dismissed' });
  let erasure = second;
  for (let part = 0; part < 2; part += 1) erasure = await continueErasure(erasure, { now: LATER }, slowly);
  expect(erasure).toMatchObject({ remaining: [], doneAt: LATER, counts: { deliveries: 1 } });
  expect([erasure.waiting, world.deliveries.has(list)]).toEqual([undefined, false]);
});
