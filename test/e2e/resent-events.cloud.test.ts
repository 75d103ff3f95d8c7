import fc from 'fast-check';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { BusRecorder } from './bus-recorder.ts';
import { eventually } from './eventually.ts';
import { call, readLead, readTimeline } from './http.ts';
import { aNewPerson, answerLead, postLead, waitForOwner } from './leads.ts';
import { notificationsOf, waitForOwnerNotification } from './notifications.ts';
import { readStreamRecords, relayAgain } from './relay.ts';

const { keys } = inject('deployed');
const recorder = new BusRecorder();

beforeAll(async () => {
  await recorder.start();
});
afterAll(() => recorder.stop());

/** Creates one lead in each stable state. */
async function aLeadInEachState(): Promise<readonly string[]> {
  const ours = aNewPerson({ product: 'again' });
  const [assigned, working, nurturing, closed] = await Promise.all(
    [1, 2, 3, 4].map(() => postLead({ ...aNewPerson(), product: ours.product })),
  );
  const queued = await postLead(aNewPerson());
  const screened = await postLead({ ...aNewPerson(), email: `spy.${crypto.randomUUID()}@rival.example` });
  const leads = [assigned, working, nurturing, closed, queued, screened].map((id) => id ?? '');
  for (const id of leads.slice(0, 4)) {
    await waitForOwner(id);
    await waitForOwnerNotification(id);
  }
  const until = new Date(Date.now() + 7 * 24 * 3600_000).toISOString().slice(0, 10);
  for (const [id, said] of [
    [working, { answer: 'contacted' }],
    [nurturing, { answer: 'not_now', until }],
    [closed, { answer: 'converted' }],
  ] as const) {
    expect((await answerLead(id ?? '', { ...said, epoch: 1 })).status).toBe(200);
  }
  const states = ['assigned', 'working', 'nurturing', 'closed', 'waiting', 'closed'];
  await eventually(async () => {
    expect((await Promise.all(leads.map(readLead))).map(({ state }) => state)).toEqual(states);
    expect((await readLead(assigned ?? '')).version).toBe(4);
  });
  return leads;
}

/** Returns everything about these leads that is visible from outside. */
async function readVisibleState(leads: readonly string[]) {
  const [ledger, rep] = await Promise.all(
    ['/v1/teams/again/ledger', '/v1/reps/yan.stein'].map(async (path) =>
      (await call('GET', path, { key: keys.admin })).json(),
    ),
  );
  const each = leads.map(async (id) => ({
    lead: await readLead(id),
    timeline: await readTimeline(id),
    notices: (await notificationsOf(id)).map((notice) => notice.id).toSorted(),
  }));
  return { ledger, rep, leads: await Promise.all(each) };
}

it('publishes the timeline on the bus, and changes nothing when every event is relayed twice again in any order', async () => {
  const leads = await aLeadInEachState();
  const recorded = await eventually(async () => {
    const events = await recorder.eventsOf(leads);
    const timelines = (await Promise.all(leads.map(readTimeline))).flat();
    expect(events.map(({ detail }) => detail.id).toSorted()).toEqual(timelines.map(({ id }) => id).toSorted());
    return events;
  });
  for (const { source, detail, ...event } of recorded) {
    const [told] = (await readTimeline(detail.lead)).filter(({ id }) => id === detail.id);
    expect(source).toBe('baton');
    expect({ ...detail, lead: undefined }).toEqual(told);
    expect(event['detail-type']).toBe(told?.type);
  }

  const before = await readVisibleState(leads);
  const records = (await Promise.all(leads.map(readStreamRecords))).flat();
  expect(records).toHaveLength(recorded.length);
  const twice = [...records, ...records];
  const [order = []] = fc.sample(fc.shuffledSubarray([...twice.keys()], { minLength: twice.length }), {
    numRuns: 1,
    seed: 11,
  });
  await relayAgain(order.flatMap((index) => twice[index] ?? []));
  // Once a later lead has passed through the whole pipeline, all effects of the repeated events have had their turn.
  await waitForOwnerNotification(await postLead(aNewPerson({ product: 'calm' })));
  await eventually(async () => expect(await recorder.eventsOf(leads)).toHaveLength(3 * recorded.length));
  expect(await readVisibleState(leads)).toEqual(before);
});
