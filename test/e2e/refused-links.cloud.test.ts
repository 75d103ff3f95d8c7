import { expect, inject, it } from 'vitest';
import { instantOf } from '../../shared/domain/instant.ts';
import { signAnswerLink } from '../../shared/runtime/auth/signed-link.ts';
import { call, readLead } from './http.ts';
import { aNewPerson, answerLead, postLead, waitForOwner } from './leads.ts';
import { answerLinkOf, waitForOwnerNotification } from './notifications.ts';
import { expectNoLeak, expectProblem, INVALID_VALUE_MARK } from './problems.ts';

const { apiUrl, keys, linkSecret } = inject('deployed');
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

function pressLink(link: string, fields: Readonly<Record<string, string>> = {}) {
  return call('POST', link, { body: String(new URLSearchParams(fields)), headers: FORM });
}

async function expectPage(reply: Awaited<ReturnType<typeof pressLink>>, status: number, words: string): Promise<void> {
  expect([reply.status, reply.type], reply.text).toEqual([status, 'text/html; charset=utf-8']);
  expect(reply.text).toContain(words);
  expectNoLeak(reply, words);
}

async function aNotifiedLead() {
  const id = await postLead(aNewPerson({ product: 'calm' }));
  const { owner } = await waitForOwner(id);
  return { id, owner, notice: await waitForOwnerNotification(id) };
}

it('changes nothing for a link that was tampered with, has expired, or is malformed', async () => {
  const { id, owner, notice } = await aNotifiedLead();
  const link = answerLinkOf(notice, 'converted');
  const [content = '', signature = ''] = (link.split('/').at(-1) ?? '').split('.');
  const forged = Buffer.from(content, 'base64url').toString().replace(id, 'lead_00000000000000000000000000');
  const other = answerLinkOf(notice, 'contacted').split('.').at(-1);
  for (const token of [
    `${content}.${signature.slice(0, -2)}AA`,
    `${Buffer.from(forged).toString('base64url')}.${signature}`,
    `${content}.${other}`,
    content,
    INVALID_VALUE_MARK,
    `${INVALID_VALUE_MARK}.${INVALID_VALUE_MARK}`,
  ]) {
    for (const method of ['GET', 'POST'] as const) {
      const reply = await call(method, `${apiUrl}/answers/${token}`, method === 'POST' ? { headers: FORM } : {});
      await expectPage(reply, 400, 'This link does not work');
    }
  }
  const expiresAt = instantOf(Date.now() - 1000);
  const expired = signAnswerLink(linkSecret, { lead: id, epoch: 1, rep: owner, answer: 'converted', expiresAt });
  await expectPage(await call('GET', `${apiUrl}/answers/${expired}`), 410, 'This link has expired');
  await expectPage(await pressLink(`${apiUrl}/answers/${expired}`), 410, 'This link has expired');
  expect(await readLead(id)).toMatchObject({ state: 'assigned', epoch: 1 });
});

it('applies an answer once when its link is pressed twice', async () => {
  const { id, notice } = await aNotifiedLead();
  const link = answerLinkOf(notice, 'disqualified');
  await expectPage(await pressLink(link, { reason: 'no_budget' }), 200, 'Saved: ');
  const { version } = await readLead(id);
  await expectPage(await pressLink(link, { reason: 'no_need' }), 409, 'This lead has moved on');
  expect(await readLead(id)).toMatchObject({ state: 'closed', reason: 'no_budget', version });
});

it('asks again when the reason or the date is missing, malformed or not allowed', async () => {
  const { id, notice } = await aNotifiedLead();
  const again = 'Something is missing';
  await expectPage(await pressLink(answerLinkOf(notice, 'disqualified')), 422, again);
  await expectPage(
    await pressLink(answerLinkOf(notice, 'disqualified'), { reason: `${INVALID_VALUE_MARK} ${INVALID_VALUE_MARK}` }),
    422,
    again,
  );
  await expectPage(await pressLink(answerLinkOf(notice, 'misrouted'), { reason: 'unheard_of' }), 422, again);
  for (const until of ['', INVALID_VALUE_MARK, '2020-01-01', '2999-01-01']) {
    await expectPage(await pressLink(answerLinkOf(notice, 'not_now'), { until }), 422, again);
  }
  const unknown = await pressLink(answerLinkOf(notice, 'contacted'), { zebra: INVALID_VALUE_MARK });
  const { errors } = expectProblem(unknown, 'validation-failed', 'a form with an unknown field');
  expect(errors).toEqual([{ in: 'body', field: '/zebra', expected: 'no such field' }]);
  expect(await readLead(id)).toMatchObject({ state: 'assigned', version: 4 });
});

it('refuses an answer for a past assignment, by link, by a rep and by a manager', async () => {
  const { id, owner, notice } = await aNotifiedLead();
  const [own, other] = owner === 'fay.brook' ? [keys.fay, 'gil.reed'] : [keys.gil, 'fay.brook'];
  const moved = await call('PUT', `/v1/leads/${id}/assignment`, { key: keys.manager, json: { rep: other, epoch: 1 } });
  expect(moved.status).toBe(200);
  await waitForOwnerNotification(id, 2);
  const { version } = await readLead(id);
  await expectPage(await pressLink(answerLinkOf(notice, 'contacted')), 409, 'This lead has moved on');
  for (const key of [own, keys.manager, keys.admin]) {
    const reply = await answerLead(id, { answer: 'contacted', epoch: 1 }, key);
    expectProblem(reply, 'stale-epoch', 'an old epoch');
  }
  expectProblem(await answerLead(id, { answer: 'contacted', epoch: 3 }), 'stale-epoch', 'a future epoch');
  expectProblem(await answerLead(id, { answer: 'contacted', epoch: 2 }, own), 'forbidden', "another rep's lead");
  const stale = await call('PUT', `/v1/leads/${id}/assignment`, { key: keys.manager, json: { rep: owner, epoch: 1 } });
  expectProblem(stale, 'stale-epoch', 'a stale reassignment');
  expect((await readLead(id)).version).toBe(version);
});

it('refuses to assign a lead to an unknown rep, to one who has left, and to its current owner', async () => {
  const { id, owner } = await aNotifiedLead();
  const place = (rep: string) =>
    call('PUT', `/v1/leads/${id}/assignment`, { key: keys.manager, json: { rep, epoch: 1 } });
  for (const [rep, expected] of [
    ['nobody.known', 'the id of a known rep'],
    ['elin.hart', 'a rep who has not left'],
    ['mara.quill', 'a rep who is in a team of the plan'],
  ] as const) {
    const { errors } = expectProblem(await place(rep), 'validation-failed', rep);
    expect(errors).toEqual([{ in: 'body', field: '/rep', expected }]);
  }
  expectProblem(await place(owner), 'conflict', 'who has it already');
});
