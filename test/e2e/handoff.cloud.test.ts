import { expect, inject, it } from 'vitest';
import { eventually } from './eventually.ts';
import { call, readLead, readTimeline } from './http.ts';
import { aNewPerson, answerLead, postLead, waitForOwner } from './leads.ts';
import { answerLinkOf, notificationsOf, waitForOwnerNotification } from './notifications.ts';

const { keys } = inject('deployed');
const CLOSERS = ['ezra.long', 'gwen.marr'];
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

/** Creates a lead that its first owner qualified. Returns its owner in the next team. */
async function aHandedOffLead(product: string): Promise<{ readonly id: string; readonly owner: string }> {
  const id = await postLead(aNewPerson({ product }));
  await waitForOwner(id);
  expect((await answerLead(id, { answer: 'qualified', epoch: 1 })).status).toBe(200);
  const { owner } = await waitForOwner(id, 2);
  return { id, owner };
}

it('hands off a qualified lead; the next owner accepts it by a link and wins it; both are credited', async () => {
  const { id, owner } = await aHandedOffLead('handed');
  expect(CLOSERS).toContain(owner);
  const first = (await notificationsOf(id)).find(({ data }) => data.to === 'cara.fox');
  expect(first?.data.links.accepted).toBeUndefined();
  const told = await waitForOwnerNotification(id, 2);
  expect(told.data.to).toBe(owner);
  expect(told.data.history.map(({ type }) => type)).toContain('LeadHandedOff');
  const link = answerLinkOf(told, 'accepted');
  expect((await call('GET', link)).text).toContain('Accept this lead');
  expect((await call('POST', link, { body: '', headers: FORM })).status).toBe(200);
  expect((await readTimeline(id)).at(-1)).toMatchObject({
    type: 'HandoffAccepted',
    actor: { kind: 'person', id: owner },
  });
  expect((await answerLead(id, { answer: 'accepted', epoch: 2 }, keys.admin)).status).toBe(409);
  expect((await answerLead(id, { answer: 'converted', epoch: 2, amount: 700 }, keys.admin)).status).toBe(200);
  expect(await readLead(id)).toMatchObject({
    ...{ state: 'closed', outcome: 'converted', owner },
    credited: [{ rep: 'cara.fox', team: 'handed', at: expect.any(String) }],
  });
});

it('returns a refused lead to the rep who handed it off, and notifies them', async () => {
  const { id } = await aHandedOffLead('handed');
  expect((await answerLead(id, { answer: 'declined', epoch: 2, reason: 'too_small' }, keys.admin)).status).toBe(200);
  expect(await waitForOwner(id, 3)).toMatchObject({ owner: 'cara.fox', team: 'handed' });
  await eventually(async () => {
    const returned = (await notificationsOf(id)).filter(({ type }) => type === 'lead.returned');
    expect(returned.map(({ data }) => data.to)).toEqual(['cara.fox']);
  });
  expect(await readTimeline(id)).toContainEqual(
    expect.objectContaining({
      type: 'HandoffReturned',
      data: expect.objectContaining({ to: 'cara.fox', because: 'too_small' }),
    }),
  );
});

it('returns a handoff that was not accepted in time, and refuses a late answer', async () => {
  const { id } = await aHandedOffLead('ignored');
  expect(await waitForOwner(id, 3)).toMatchObject({ owner: 'dean.yule' });
  expect((await readTimeline(id)).find(({ type }) => type === 'HandoffReturned')?.data).toMatchObject({
    because: 'not_accepted',
  });
  const late = await answerLead(id, { answer: 'accepted', epoch: 2 }, keys.admin);
  expect([late.status, late.text.includes('stale-epoch')]).toEqual([409, true]);
});
