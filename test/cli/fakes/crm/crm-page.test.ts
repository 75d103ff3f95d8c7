import { expect, it } from 'vitest';
import { CrmDesk, type HubSpotEvent } from '../../../../cli/fakes/crm/crm-desk.ts';
import { answerCrmPage, startCrmPage } from '../../../../cli/fakes/crm/crm-page.ts';
import type { FakeActivity, FakeRecord, FakeTask } from '../../../../cli/fakes/crm/fake-crm.ts';

const NOW = '2026-11-23T09:04:00.000Z';
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

function aCrm(records: readonly FakeRecord[] = [RECORD], tasks: readonly FakeTask[] = [TASK]) {
  const byId = <Entry extends { readonly id: string }>(all: readonly Entry[]) =>
    new Map(all.map((one) => [one.id, one]));
  const activities = new Map<string, FakeActivity>();
  const owners: [string, string][] = [];
  const posted: HubSpotEvent[] = [];
  const setOwner = (record: string, owner: string) => void owners.push([record, owner]);
  return {
    ...{ records: byId(records), tasks: byId(tasks), activities, owners, posted },
    users: [
      { id: '7', email: 'kim@seller.example' },
      { id: '8', email: 'lee@seller.example' },
    ],
    desk: new CrmDesk({ activities, setOwner }, () => NOW),
    post: async (events: readonly HubSpotEvent[]) => void posted.push(...events),
  };
}
type Crm = ReturnType<typeof aCrm>;

const get = (path: string, crm: Crm) => answerCrmPage({ method: 'GET', path, form: new URLSearchParams() }, crm);
const show = async (crm: Crm) => (await get('/', crm)).body;
const press = (fields: Record<string, string>, crm: Crm, path = '/contact/901') =>
  answerCrmPage({ method: 'POST', path, form: new URLSearchParams(fields) }, crm);

it('shows each contact with its owner, status, score, rule, deadline and task', async () => {
  const cells = [...(await show(aCrm())).matchAll(/<td data-name="[^"]+">(.*?)<\/td>/g)].map(([, cell]) => cell);
  expect(cells).toEqual([
    '<a href="/contact/901">Ada &lt;b&gt;North&lt;/b&gt;</a><br>ada@north.example<br>North &amp; Co<br>',
    'kim@seller.example',
    'closed: converted',
    '80, hot',
    'sdr',
    '09:05:02',
    '○ due 09:05:02<br>',
    '',
  ]);
});

it('shows that a task is done', async () => {
  expect(await show(aCrm([RECORD], [{ ...TASK, done: true }]))).toContain('✓ done');
});

it('leaves out what is deleted or merged, and shows the newest contact first', async () => {
  const later = { ...RECORD, id: '910', email: 'later@north.example' };
  const gone = { ...RECORD, id: '911', email: 'gone@north.example', deleted: true };
  const merged = { ...RECORD, id: '912', email: 'merged@north.example', mergedInto: '901' };
  const crm = aCrm([RECORD, later, gone, merged], [{ ...TASK, deleted: true }]);
  const body = await show(crm);
  expect(body.indexOf('later@')).toBeLessThan(body.indexOf('ada@'));
  expect(body).not.toMatch(/gone@|merged@|due 09/);
  expect(await show(aCrm([]))).toContain('No contact yet.');
  for (const id of ['911', '912', '999']) expect((await get(`/contact/${id}`, crm)).status).toBe(404);
});

it('has a page for each contact, with what it says about the person as text', async () => {
  const { status, body } = await get('/contact/901', aCrm());
  expect(status).toBe(200);
  expect(body).toContain('<h1>Ada &lt;b&gt;North&lt;/b&gt;</h1>');
  expect(body).toContain('North &amp; Co');
  expect(body).not.toContain('<b>');
  expect(body).toContain('<option value="7" selected>kim@seller.example</option>');
});

it('logs a call, and HubSpot tells Baton of it', async () => {
  const crm = aCrm();
  expect(await press({ do: 'call', user: '7' }, crm)).toMatchObject({ status: 303, headers: { location: '/' } });
  expect([...crm.activities.values()]).toMatchObject([
    {
      object: 'calls',
      records: ['901'],
      values: { hs_call_status: 'COMPLETED', hubspot_owner_id: '7', hs_timestamp: NOW },
    },
  ]);
  const [call] = crm.activities.keys();
  expect(crm.posted).toEqual([{ subscriptionType: 'object.creation', objectTypeId: '0-48', objectId: Number(call) }]);
  expect(await show(crm)).toContain('>call, 09:04:00<br></td>');
});

it('changes the owner, and HubSpot tells Baton of it', async () => {
  const crm = aCrm();
  await press({ do: 'owner', user: '8' }, crm);
  expect(crm.owners).toEqual([['901', '8']]);
  expect(crm.posted).toMatchObject([{ objectId: 901, propertyName: 'hubspot_owner_id' }]);
});

it('wins a deal, which HubSpot tells nobody', async () => {
  const crm = aCrm();
  await press({ do: 'deal', amount: '5000' }, crm);
  expect([...crm.activities.values()]).toMatchObject([
    { object: 'deals', records: ['901'], values: { hs_is_closed_won: 'true', amount: '5000' } },
  ]);
  expect(crm.posted).toEqual([]);
  expect(await show(crm)).toContain('deal won, 5000');
});

it.each([
  ['a call by nobody', { do: 'call', user: '' }, 'Choose who called.'],
  ['an owner who is no user', { do: 'owner', user: '99' }, 'Choose the new owner.'],
  ['an amount that is no number', { do: 'deal', amount: '<i>' }, 'Enter an amount, such as 12000.'],
  ['a negative amount', { do: 'deal', amount: '-1' }, 'Enter an amount, such as 12000.'],
  ['no button', {}, 'Press one of the buttons.'],
])('does nothing for %s, and says what is wrong', async (_, fields, problem) => {
  const crm = aCrm();
  const { status, body } = await press(fields, crm);
  expect(status).toBe(422);
  expect(body).toContain(`<p role="alert">${problem}</p>`);
  expect([crm.activities.size, crm.owners, crm.posted]).toEqual([0, [], []]);
});

it('has no other pages, and is served on this machine', async () => {
  expect((await get('/901', aCrm())).status).toBe(404);
  expect((await press({}, aCrm(), '/')).status).toBe(404);
  const served = await startCrmPage(aCrm());
  expect(await (await fetch(served.url)).text()).toContain('ada@north.example');
  await served.close();
});
