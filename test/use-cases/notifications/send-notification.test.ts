import { expect, it } from 'vitest';
import { ANSWER_KINDS } from '../../../shared/domain/answers/answer-link.ts';
import { addSeconds } from '../../../shared/domain/instant.ts';
import type { Lead } from '../../../shared/domain/lead/lead.ts';
import {
  loadSubject,
  type Subject,
  sendNotification,
} from '../../../shared/use-cases/notifications/send-notification.ts';
import { answerAsOwner, DAY, HOUR } from '../../scenarios/a-baton.ts';
import { aHandoff } from '../../support/builders/handoff.ts';
import { aPlan } from '../../support/builders/plan.ts';
import { recordCalls } from '../../support/count-store-calls.ts';
import { anAssignedLead, aRoutedLead, type StoppedBaton } from '../stopped-baton.ts';

async function subjectOf({ baton, deps, id }: StoppedBaton): Promise<Subject> {
  return loadSubject({ lead: await baton.lead(id) }, deps);
}

/** Sends a notification about a lead to Kim, its owner, unless `notice` says otherwise; returns what was received. */
async function send(started: StoppedBaton, notice: { readonly to?: string; readonly lead?: Partial<Lead> } = {}) {
  const { baton, deps } = started;
  const subject = await subjectOf(started);
  const lead = { ...subject.lead, ...notice.lead };
  const { to = 'kim' } = notice;
  const sent = { ...subject, lead, to, occasion: 'assigned', id: `notice.${to}`, now: baton.now } as const;
  expect(await sendNotification(sent, deps)).toBe('notified');
  return deps.notifier.received.at(-1);
}

it('loads the person, the history and the plan of a lead', async () => {
  const started = await anAssignedLead();
  expect(await subjectOf(started)).toEqual({
    lead: await started.baton.lead(started.id),
    person: expect.objectContaining({ email: 'ada@north.example' }),
    history: await started.deps.leads.timeline(started.id),
    plan: aPlan(),
  });
});

it('reads no timeline that has been loaded already, and keeps its newest hundred events', async () => {
  const { baton, deps, id } = await anAssignedLead();
  const lead = await baton.lead(id);
  const [first] = await deps.leads.timeline(id);
  if (!first) throw new Error('the lead was received');
  const timeline = Array.from({ length: 101 }, (_, index) => ({ ...first, seq: index + 1 }));
  const reads: string[] = [];
  const leads = recordCalls(deps.leads, (method) => reads.push(method));
  const { history } = await loadSubject({ lead, timeline }, { ...deps, leads });
  expect(history).toEqual(timeline.slice(1));
  expect(reads).toEqual(['person']);
});

it('gives the owner of a lead everything about it, and links to answer for a week', async () => {
  const started = await anAssignedLead();
  const { baton, id } = started;
  const notice = await send(started);
  const { lead, person, history } = await subjectOf(started);
  const dueAt = addSeconds(baton.now, HOUR);
  expect(notice).toMatchObject({ id: 'notice.kim', occasion: 'assigned', to: 'kim', lead, person, history, dueAt });
  const kinds = ANSWER_KINDS.filter((kind) => kind !== 'accepted');
  const link = (kind: string) => `memory:answer/${kind}/${id}/1/kim/${addSeconds(baton.now, 7 * DAY)}`;
  expect(notice?.links).toEqual(Object.fromEntries(kinds.map((kind) => [kind, link(kind)])));
  expect(notice?.contacts).toBeUndefined();
});

it('gives nobody but the owner a link to answer', async () => {
  expect((await send(await anAssignedLead(), { to: 'mia' }))?.links).toEqual({});
  expect((await send(await aRoutedLead(), { to: 'mia' }))?.links).toEqual({});
});

it('gives a link to accept the lead only while it is handed off to its owner', async () => {
  const handoff = aHandoff({ handedOffBy: 'lea' });
  const started = await anAssignedLead();
  const linksFor = async (of: Lead['handoff']) =>
    Object.keys((await send(started, { lead: { handoff: of } }))?.links ?? {});
  expect(await linksFor(handoff)).toContain('accepted');
  expect(await linksFor({ ...handoff, state: 'accepted' })).not.toContain('accepted');
  expect(await linksFor({ ...handoff, handedOffBy: 'kim' })).not.toContain('accepted');
});

it('says no date for the first response once it was made, but still gives links', async () => {
  const started = await anAssignedLead();
  await answerAsOwner(started.baton, started.id, { answer: 'contacted' });
  const notice = await send(started);
  expect(notice?.dueAt).toBeUndefined();
  expect(notice?.links.qualified).toBeDefined();
});

it('says how often the person may still be contacted when the plan limits it', async () => {
  const { recycling } = aPlan();
  const stop = { ...recycling.stop, contacts: { most: 3, withinSeconds: 10 * DAY } };
  const started = await anAssignedLead({ plan: { recycling: { ...recycling, stop } } });
  await answerAsOwner(started.baton, started.id, { answer: 'contacted' });
  expect((await send(started))?.contacts).toEqual({ most: 3, withinSeconds: 10 * DAY, left: 2 });
});

it('lets the receiver drop a repeat by its id', async () => {
  const started = await anAssignedLead();
  await send(started);
  await send(started);
  const { sent, received } = started.deps.notifier;
  expect([sent.length, received.length]).toEqual([2, 1]);
});

it('sends nothing in shadow mode, and fails when the receiver refuses', async () => {
  const started = await anAssignedLead();
  const { baton, deps } = started;
  const subject = await subjectOf(started);
  const notice = { ...subject, to: 'kim', occasion: 'assigned', id: 'notice', now: baton.now } as const;
  const shadowed = { ...notice, lead: { ...subject.lead, shadow: true } } as const;
  expect(await sendNotification(shadowed, deps)).toBe('suppressed');
  deps.notifier.refuse(1);
  await expect(sendNotification(notice, deps)).rejects.toThrow('refused');
  expect(deps.notifier.sent).toEqual([]);
});
