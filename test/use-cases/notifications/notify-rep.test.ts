import { expect, it } from 'vitest';
import { assignManually } from '../../../shared/use-cases/assignment/assign-manually.ts';
import {
  notifyOfEvent,
  notifyOwner,
  postponeNotification,
} from '../../../shared/use-cases/notifications/notify-rep.ts';
import { aBaton, aDemoRequest, answerAsOwner, DAY, HOUR } from '../../scenarios/a-baton.ts';
import { anAssignedLead, type StoppedBaton } from '../stopped-baton.ts';

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

it('records that no channel reaches the owner, and tells the manager', async () => {
  const { baton, deps, id } = await anAssignedLead();
  deps.notifier.cutOff('kim');
  expect((await notifyOwner({ lead: await baton.lead(id) }, baton.now, deps)).outcome).toBe('not_reached');
  const lead = await baton.lead(id);
  const event = (await deps.leads.timeline(id)).at(-1);
  expect(event).toMatchObject({ type: 'RepNotReached', data: { rep: 'kim', epoch: 1 } });
  expect(lead.stage).not.toHaveProperty('notifiedAt');
  expect(lead.stage).not.toMatchObject({
    deadlines: expect.arrayContaining([expect.objectContaining({ kind: 'notify' })]),
  });
  expect(await notifyOfEvent(id, event?.id ?? '', baton.now, deps)).toBe('notified');
  expect(deps.notifier.received).toMatchObject([{ to: 'mia', occasion: 'not_reached', links: {} }]);
});

it("warns the owner and the team's manager before the deadline, each once", async () => {
  const baton = await aBaton({ reps: [{ id: 'kim' }] });
  await baton.postOne(aDemoRequest());
  await baton.advance(HOUR - 60);
  const warnings = baton.deps.notifier.received.filter(({ occasion }) => occasion === 'warned');
  expect(warnings.map(({ to }) => to)).toEqual(['kim', 'mia']);
  expect(warnings.every(({ dueAt }) => dueAt !== undefined && dueAt > baton.now)).toBe(true);
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

/** Gives the lead to the other of two reps, as a manager. */
async function moveToOther({ baton, deps, id }: Pick<StoppedBaton, 'baton' | 'deps' | 'id'>): Promise<string> {
  const { epoch, accountable } = await baton.lead(id);
  const rep = accountable === 'kim' ? 'lea' : 'kim';
  await assignManually({ leadId: id, epoch, rep, overCap: false, by: 'mia', now: baton.now }, deps);
  return rep;
}

const TWO_REPS = { reps: [{ id: 'kim' }, { id: 'lea' }] };

it('counts a notice to a former owner for the former owner alone', async () => {
  const started = await anAssignedLead(TWO_REPS);
  const { baton, deps, id } = started;
  const former = await baton.lead(id);
  const owner = await moveToOther(started);
  expect((await notifyOwner({ lead: former }, baton.now, deps)).outcome).toBe('nothing_to_notify');
  expect((await baton.lead(id)).stage).not.toHaveProperty('notifiedAt');
  expect((await notifyOwner({ lead: await baton.lead(id) }, baton.now, deps)).outcome).toBe('notified');
  expect(deps.notifier.received.map(({ to }) => to)).toEqual([former.accountable, owner]);
  expect(deps.notifier.received.at(-1)?.id).toBe(`${id}.2.assigned`);
});

it('never puts off the notice to a new owner because the one to the former failed', async () => {
  const started = await anAssignedLead(TWO_REPS);
  const { baton, deps, id } = started;
  const former = await baton.lead(id);
  await moveToOther(started);
  const before = await baton.lead(id);
  expect((await postponeNotification(former, baton.now, deps)).outcome).toBe('refused');
  expect(await baton.lead(id)).toEqual(before);
});

it('tells a new owner nothing of the warning to the former', async () => {
  const baton = await aBaton(TWO_REPS);
  const id = await baton.postOne(aDemoRequest());
  await baton.advance(HOUR - 60);
  const warned = (await baton.deps.leads.timeline(id)).find(({ type }) => type === 'SlaWarned');
  expect(await notifyOfEvent(id, warned?.id ?? '', baton.now, baton.deps)).toBe('notified');
  await moveToOther({ baton, deps: baton.deps, id });
  expect(await notifyOfEvent(id, warned?.id ?? '', baton.now, baton.deps)).toBe('nothing_to_notify');
});

it('tells the owner of a lead in work that it went quiet, and nobody of warnings', async () => {
  const baton = await aBaton();
  const id = await baton.postOne(aDemoRequest());
  await baton.advance(60);
  await answerAsOwner(baton, id, { answer: 'contacted' });
  await baton.advance(30 * DAY);
  const occasions = baton.deps.notifier.received.map(({ occasion }) => occasion);
  expect(occasions).toContain('quiet');
  expect(occasions).not.toContain('warned');
  expect(await baton.eventTypesOf(id)).not.toContain('SlaWarned');
});

it('tells nobody of a queue that the lead has left', async () => {
  const baton = await aBaton({ reps: [{ id: 'kim' }] });
  const id = await baton.postOne(aDemoRequest());
  await answerAsOwner(baton, id, { answer: 'declined' });
  await baton.advance(HOUR);
  const queued = (await baton.deps.leads.timeline(id)).find(({ type }) => type === 'LeadSentToQueue');
  expect(await notifyOfEvent(id, queued?.id ?? '', baton.now, baton.deps)).toBe('notified');
  await moveToOther({ baton, deps: baton.deps, id });
  expect(await notifyOfEvent(id, queued?.id ?? '', baton.now, baton.deps)).toBe('nothing_to_notify');
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
