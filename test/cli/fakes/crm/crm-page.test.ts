import { expect, it } from 'vitest';
import { answerCrmPage, startCrmPage } from '../../../../cli/fakes/crm/crm-page.ts';
import type { FakeRecord, FakeTask } from '../../../../cli/fakes/crm/fake-crm.ts';

const RECORD: FakeRecord = {
  ...{ id: '901', email: 'ada@north.example', deleted: false },
  values: {
    ...{ firstname: 'Ada', lastname: '<b>North</b>', company: 'North & Co', hubspot_owner_id: '7' },
    ...{ baton_status: 'closed', baton_outcome: 'converted', baton_score: '80', baton_band: 'hot', baton_rule: 'sdr' },
    baton_sla_due: '2026-11-23T09:05:02.000Z',
  },
};
const TASK: FakeTask = {
  ...{ id: '902', record: '901', dueAt: '2026-11-23T09:05:02.000Z', done: false, text: 'Respond', deleted: false },
};

function crm(records: readonly FakeRecord[] = [RECORD], tasks: readonly FakeTask[] = [TASK]) {
  const byId = <Entry extends { readonly id: string }>(all: readonly Entry[]) =>
    new Map(all.map((one) => [one.id, one]));
  return { records: byId(records), tasks: byId(tasks), users: [{ id: '7', email: 'kim@seller.example' }] };
}
const show = (shown: ReturnType<typeof crm>) => answerCrmPage({ method: 'GET', path: '/' }, shown).body;

it('shows each contact with its owner, status, score, rule, deadline and task', () => {
  const cells = [...show(crm()).matchAll(/<td>(.*?)<\/td>/g)].map(([, cell]) => cell);
  expect(cells).toEqual([
    'Ada &lt;b&gt;North&lt;/b&gt;<br>ada@north.example<br>North &amp; Co<br>',
    'kim@seller.example',
    'closed: converted',
    '80, hot',
    'sdr',
    '09:05:02 UTC',
    '○ due 09:05:02 UTC<br>',
  ]);
});

it('shows that a task is done', () => {
  expect(show(crm([RECORD], [{ ...TASK, done: true }]))).toContain('✓ done');
});

it('leaves out what is deleted or merged, and shows the newest contact first', () => {
  const later = { ...RECORD, id: '910', email: 'later@north.example' };
  const gone = { ...RECORD, id: '911', email: 'gone@north.example', deleted: true };
  const merged = { ...RECORD, id: '912', email: 'merged@north.example', mergedInto: '901' };
  const body = show(crm([RECORD, later, gone, merged], [{ ...TASK, deleted: true }]));
  expect(body.indexOf('later@')).toBeLessThan(body.indexOf('ada@'));
  expect(body).not.toMatch(/gone@|merged@|due 09/);
  expect(show(crm([]))).toContain('No contact yet.');
});

it('is one page, to look at', async () => {
  expect(answerCrmPage({ method: 'GET', path: '/901' }, crm()).status).toBe(404);
  expect(answerCrmPage({ method: 'POST', path: '/' }, crm()).status).toBe(404);
  const served = await startCrmPage(crm());
  expect(await (await fetch(served.url)).text()).toContain('ada@north.example');
  await served.close();
});
