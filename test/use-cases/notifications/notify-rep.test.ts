import { expect, it } from 'vitest';
import {
  notifyOfEvent,
  notifyOwner,
  postponeNotification,
} from '../../../shared/use-cases/notifications/notify-rep.ts';
import { aBaton, aDemoRequest, answerAsOwner, HOUR } from '../../scenarios/a-baton.ts';
import { anAssignedLead } from '../stopped-baton.ts';

it('tells the owner of a new lead once, with links to answer and the time to respond by', async () => {
  const { baton, deps, id } = await anAssignedLead();
  expect((await notifyOwner({ lead: await baton.lead(id) }, baton.now, deps)).outcome).toBe('notified');
  expect((await notifyOwner({ lead: await baton.lead(id) }, baton.now, deps)).outcome).toBe('nothing_to_notify');
  expect(deps.notifier.received).toMatchObject([
    {
      ...{ id: `${id}.1.assigned`, occasion: 'assigned', to: 'kim', dueAt: expect.any(String) },
      links: { contacted: expect.any(String) },
    },
  ]);
  expect(await baton.lead(id)).toMatchObject({ stage: { notifiedAt: baton.now } });
});

it('fails visibly when the receiver refuses, and is due later', async () => {
  const { baton, deps, id } = await anAssignedLead();
  const before = await baton.lead(id);
  deps.notifier.refuse(1);
  await expect(notifyOwner({ lead: before }, baton.now, deps)).rejects.toThrow('refused');
  expect(await baton.lead(id)).toEqual(before);
  await baton.advance(60);
  await postponeNotification(before, baton.now, deps);
  expect((await baton.eventTypesOf(id)).at(-1)).toBe('DeadlineMoved');
  expect((await notifyOwner({ lead: await baton.lead(id) }, baton.now, deps)).outcome).toBe('notified');
});

it('tells nobody of an event that an answer has overtaken', async () => {
  const baton = await aBaton();
  const id = await baton.postOne(aDemoRequest());
  await baton.advance(HOUR - 60);
  const warned = (await baton.deps.leads.timeline(id)).find(({ type }) => type === 'SlaWarned');
  expect(await notifyOfEvent(id, warned?.id ?? '', baton.now, baton.deps)).toBe('notified');
  await answerAsOwner(baton, id, { answer: 'contacted' });
  expect(await notifyOfEvent(id, warned?.id ?? '', baton.now, baton.deps)).toBe('nothing_to_notify');
  expect(await notifyOfEvent(id, 'evt_nothing', baton.now, baton.deps)).toBe('nothing_to_notify');
});

it('sends only the newest part of a long history, so that a notification never gets too large', async () => {
  const baton = await aBaton();
  const id = await baton.postOne(aDemoRequest());
  for (let touch = 0; touch < 120; touch += 1) await baton.post(aDemoRequest('ada', { message: `again ${touch}` }));
  await baton.advance(HOUR);
  const timeline = await baton.deps.leads.timeline(id);
  const warned = baton.deps.notifier.received.find(({ occasion }) => occasion === 'warned');
  expect(timeline.length).toBeGreaterThan(120);
  expect(warned?.history).toHaveLength(100);
  expect(timeline.map((event) => event.id)).toEqual(
    expect.arrayContaining(warned?.history.map((event) => event.id) ?? []),
  );
  expect(warned?.history.at(-1)?.type).toBe('SlaWarned');
});
