import { expect, inject, it } from 'vitest';
import { eventually } from './eventually.ts';
import { call, readLead, readTimeline } from './http.ts';
import { aNewPerson, answerLead, postLead, waitForOwner } from './leads.ts';
import { answerLinkOf, waitForOwnerNotification } from './notifications.ts';

const { keys } = inject('deployed');

const IN_A_WEEK = new Date(Date.now() + 7 * 24 * 3600_000).toISOString().slice(0, 10);
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

interface Case {
  readonly said: Readonly<Record<string, string | number>>;
  readonly lead: Readonly<Record<string, unknown>>;
  readonly event: Readonly<Record<string, unknown>>;
}

/** One row per answer: the answer, the lead's resulting state, and the resulting event. */
const CASES: readonly Case[] = [
  {
    said: { answer: 'contacted', how: 'call' },
    lead: { state: 'working', firstResponseAt: expect.any(String) },
    event: { type: 'FirstResponseMade', data: { how: 'call' } },
  },
  { said: { answer: 'qualified' }, lead: { state: 'working' }, event: { type: 'LeadQualified' } },
  {
    said: { answer: 'misrouted', reason: 'duplicate' },
    lead: { state: 'closed', outcome: 'merged', reason: 'duplicate' },
    event: { type: 'LeadClosed', data: { outcome: 'merged', reason: 'duplicate' } },
  },
  {
    said: { answer: 'misrouted', reason: 'spam' },
    lead: { state: 'closed', outcome: 'disqualified', reason: 'spam' },
    event: { type: 'LeadClosed', data: { outcome: 'disqualified', reason: 'spam' } },
  },
  {
    said: { answer: 'not_now', until: IN_A_WEEK, reason: 'budget_cycle' },
    lead: { state: 'nurturing', dueAt: `${IN_A_WEEK}T00:00:00.000Z`, accountable: 'mara.quill' },
    event: { type: 'LeadNurtured', data: { track: 'later', because: 'budget_cycle' } },
  },
  {
    said: { answer: 'disqualified', reason: 'no_budget' },
    lead: { state: 'closed', outcome: 'disqualified', reason: 'no_budget' },
    event: { type: 'LeadClosed', data: { outcome: 'disqualified', reason: 'no_budget' } },
  },
  {
    said: { answer: 'converted', amount: 12_000, opportunity: 'opp-7' },
    lead: { state: 'closed', outcome: 'converted' },
    event: { type: 'LeadClosed', data: { outcome: 'converted' } },
  },
];

it('records each answer once, with its author', async () => {
  const leads = await Promise.all(CASES.map(() => postLead(aNewPerson({ product: 'single' }))));
  for (const [index, { said, lead, event }] of CASES.entries()) {
    const id = leads[index] ?? '';
    await waitForOwner(id);
    await waitForOwnerNotification(id);
    const answered = await answerLead(id, { ...said, epoch: 1 }, keys.hal);
    expect([answered.status, answered.json()], String(said.answer)).toEqual([200, expect.objectContaining(lead)]);
    expect(await readLead(id)).toMatchObject(lead);
    expect((await readTimeline(id)).at(-1)).toMatchObject({ ...event, actor: { kind: 'person', id: 'hal.moor' } });
  }
  const [contacted = '', qualified = '', closed = ''] = leads;
  expect((await answerLead(qualified, { answer: 'qualified', epoch: 1 }, keys.hal)).status).toBe(409);
  expect((await answerLead(closed, { answer: 'contacted', epoch: 1 }, keys.hal)).status).toBe(409);
  const again = await answerLead(contacted, { answer: 'contacted', epoch: 1 }, keys.hal);
  expect([again.status, (await readTimeline(contacted)).at(-1)?.type]).toEqual([200, 'LeadWorked']);
});

it('reassigns a declined lead, and routes a misrouted one again', async () => {
  for (const said of [
    { answer: 'declined', reason: 'holiday' },
    { answer: 'misrouted', reason: 'territory' },
  ]) {
    const id = await postLead(aNewPerson({ product: 'calm' }));
    const first = await waitForOwner(id);
    await waitForOwnerNotification(id);
    expect((await answerLead(id, { ...said, epoch: 1 })).status).toBe(200);
    const second = await waitForOwner(id, 2);
    expect(second.owner).not.toBe(first.owner);
    expect(second).toMatchObject({ epoch: 2, previousHolders: [first.owner] });
  }
});

it('accepts each answer by its link, and asks for the required fields', async () => {
  const forms: readonly [string, Readonly<Record<string, string>>, string][] = [
    ['qualified', {}, 'LeadQualified'],
    ['misrouted', { reason: 'spam' }, 'LeadClosed'],
    ['not_now', { until: IN_A_WEEK }, 'LeadNurtured'],
    ['disqualified', { reason: 'no_need' }, 'LeadClosed'],
    ['converted', {}, 'LeadClosed'],
    ['declined', {}, 'LeadDeclined'],
  ];
  const leads = await Promise.all(forms.map(() => postLead(aNewPerson({ product: 'single' }))));
  for (const [index, [kind, form, event]] of forms.entries()) {
    const id = leads[index] ?? '';
    const link = answerLinkOf(await waitForOwnerNotification(id), kind);
    const page = await call('GET', link);
    for (const field of Object.keys(form)) expect(page.text, kind).toContain(`name="${field}"`);
    if (Object.keys(form).length > 0) {
      expect((await call('POST', link, { headers: FORM })).status, `${kind} without its required fields`).toBe(422);
    }
    const pressed = await call('POST', link, { body: String(new URLSearchParams(form)), headers: FORM });
    expect(pressed.status, `${kind}: ${pressed.text}`).toBe(200);
    expect(await readTimeline(id), kind).toContainEqual(
      expect.objectContaining({ type: event, actor: { kind: 'person', id: 'hal.moor' } }),
    );
  }
});

it('lets reps see and answer only their own leads', async () => {
  const id = await postLead(aNewPerson({ product: 'calm' }));
  const { owner } = await waitForOwner(id);
  const [own, other] = owner === 'fay.brook' ? [keys.fay, keys.gil] : [keys.gil, keys.fay];
  for (const path of ['', '/timeline', '/decision']) {
    expect((await call('GET', `/v1/leads/${id}${path}`, { key: own })).status, path).toBe(200);
    const refused = await call('GET', `/v1/leads/${id}${path}`, { key: other });
    expect([refused.status, refused.text.includes('Nora')], path).toEqual([403, false]);
  }
  expect((await answerLead(id, { answer: 'contacted', epoch: 1 }, other)).status).toBe(403);
  expect((await call('GET', `/v1/leads?owner=${owner}`, { key: other })).status).toBe(403);
  expect((await call('GET', '/v1/leads?team=calm', { key: own })).status).toBe(403);
  expect((await call('GET', `/v1/reps/${owner}`, { key: other })).status).toBe(403);
  expect((await call('GET', `/v1/reps/${owner}`, { key: own })).status).toBe(200);

  const listed = await eventually(async () => {
    const page = await call('GET', `/v1/leads?owner=${owner}&limit=100`, { key: own });
    expect(page.text).toContain(id);
    return page;
  });
  expect(listed.status).toBe(200);
  expect((await answerLead(id, { answer: 'contacted', epoch: 1 }, own)).status).toBe(200);
  expect(await readLead(id)).toMatchObject({ state: 'working', owner });
});
