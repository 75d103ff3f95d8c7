import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import type { FakeCrm } from '../../cli/fakes/crm/fake-crm.ts';
import { startFakeHubSpot } from '../../cli/fakes/crm/fake-hubspot.ts';
import { putCompany } from '../../cli/fakes/crm/fake-hubspot-companies.ts';
import { accountRoutes } from '../../shared/api/accounts.ts';
import { HUBSPOT_HOOK_PATH } from '../../shared/api/crm-hooks.ts';
import { leadRoutes } from '../../shared/api/leads.ts';
import { signForHubSpot } from '../../shared/runtime/auth/hubspot-signature.ts';
import { runBaton } from './baton-command.ts';
import { connectCrm } from './connect-crm.ts';
import { eventually } from './eventually.ts';
import { call, readLead, readTimeline } from './http.ts';
import { aNewPerson, answerLead, postLead, waitForOwner } from './leads.ts';
import { createScheduledRun } from './run-scheduled.ts';

const { apiUrl, endpoint, keys, region } = inject('deployed');
const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
const readCrm = createScheduledRun('ReadCrm', { endpoint, region, credentials });
/** The CRM's users behind the reps of the team. */
const USERS: Readonly<Record<string, string>> = { 'ada.north': 'u3', 'ben.south': 'u2' };

let crm: FakeCrm;

/** Posts that a call was logged, as HubSpot does. */
function postWebhook(secret: string) {
  const body = '[{"eventId":1,"subscriptionType":"object.creation","objectTypeId":"0-48","objectId":90002}]';
  const timestamp = String(Date.now());
  const signature = signForHubSpot(secret, { method: 'POST', uri: `${apiUrl}${HUBSPOT_HOOK_PATH}`, body }, timestamp);
  const headers = {
    'content-type': 'application/json',
    'x-hubspot-request-timestamp': timestamp,
    'x-hubspot-signature-v3': signature,
  };
  return call('POST', HUBSPOT_HOOK_PATH, { body, headers });
}

const recordOf = (email: string) => [...crm.records.values()].find((record) => record.email === email);

async function crmStatusOf(lead: string) {
  const reply = await call('GET', `/v1/leads/${lead}/timeline`, { key: keys.admin });
  return leadRoutes.getTimeline.replies[200].parse(reply.json()).crm;
}

beforeAll(async () => {
  crm = await startFakeHubSpot();
  const said = await connectCrm(crm.secret(), '--url', crm.url);
  expect(said).toContain('hubspot is connected');
  expect(said).not.toContain(crm.secret());
  expect(await runBaton('crm', 'map', '--likely', '--apply')).toContain('ben.south@acme.example (u2)');
  // The relay keeps the settings for a moment; until then it nudges nobody.
  await eventually(async () => {
    const fields = aNewPerson({ product: 'pair' });
    await postLead(fields);
    await new Promise((resolve) => setTimeout(resolve, 1000));
    expect(crm.records.size).toBeGreaterThan(0);
  });
  // Reads what happens from now on.
  await readCrm();
});
afterAll(async () => {
  await runBaton('crm', 'disconnect');
  await crm.close();
});

it('a lead has a contact with its owner and a task, which is completed once the lead is answered', async () => {
  const fields = aNewPerson({ product: 'pair', language: 'de' });
  const id = await postLead(fields);
  const { owner } = await waitForOwner(id);
  const record = await eventually(async () => {
    const found = recordOf(fields.email);
    expect(found?.values).toMatchObject({
      baton_lead: id,
      baton_status: 'assigned',
      baton_rule: 'pair',
      baton_assigned_by: 'Baton',
      baton_sla_due: expect.any(String),
      hubspot_owner_id: USERS[owner],
      company: 'Lindwerk',
    });
    return found;
  });
  const tasksOfLead = () => [...crm.tasks.values()].filter((task) => task.text.includes(id));
  await eventually(async () =>
    expect(tasksOfLead()).toMatchObject([
      { record: record?.id, owner: USERS[owner], done: false, dueAt: record?.values.baton_sla_due },
    ]),
  );
  await eventually(async () =>
    expect(await crmStatusOf(id)).toMatchObject({ system: 'hubspot', status: 'synced', record: record?.id }),
  );

  await answerLead(id, { epoch: 1, answer: 'contacted' });
  await eventually(async () => {
    expect(tasksOfLead()).toMatchObject([{ done: true }]);
    expect(recordOf(fields.email)?.values).toMatchObject({ baton_status: 'working', baton_sla_due: '' });
  });
  expect([...crm.records.values()].filter(({ email }) => email === fields.email)).toHaveLength(1);
});

it('what the CRM did not accept is tried again, and the timeline says why', async () => {
  crm.faults.down = true;
  const fields = aNewPerson({ product: 'pair', language: 'de' });
  const id = await postLead(fields);
  await eventually(async () =>
    expect(await crmStatusOf(id)).toMatchObject({ status: 'retrying', because: 'server_error' }),
  );
  crm.faults.down = false;
  await eventually(async () => expect(await crmStatusOf(id)).toMatchObject({ status: 'synced' }));
  expect(recordOf(fields.email)).toBeDefined();
});

it('nothing is written of a person who was erased', async () => {
  const fields = aNewPerson({ product: 'pair', language: 'de' });
  const id = await postLead(fields);
  await eventually(async () => expect(await crmStatusOf(id)).toMatchObject({ status: 'synced' }));
  const forgotten = await call('POST', '/v1/persons/forget', {
    key: keys.admin,
    json: { email: fields.email },
  });
  expect(forgotten.status).toBe(200);
  await eventually(async () => expect(await crmStatusOf(id)).toBeUndefined());
  const before = { ...recordOf(fields.email)?.values };
  await new Promise((resolve) => setTimeout(resolve, 2000));
  expect(recordOf(fields.email)?.values).toEqual(before);
});

/** Posts a lead, and waits until it has an owner and a record in the CRM. */
async function postKnownLead() {
  const fields = aNewPerson({ product: 'pair', language: 'de' });
  const id = await postLead(fields);
  const { owner } = await waitForOwner(id);
  const record = await eventually(async () => {
    const found = recordOf(fields.email);
    expect(found?.values.hubspot_owner_id).toBe(USERS[owner]);
    return found?.id ?? '';
  });
  await eventually(async () => expect(await crmStatusOf(id)).toMatchObject({ status: 'synced', record }));
  return { id, owner, record };
}

it('a call that was logged in the CRM stops the clock of the owner, once', async () => {
  const { id, owner, record } = await postKnownLead();
  const at = new Date().toISOString();
  const values = { hs_timestamp: at, hs_call_status: 'COMPLETED', hs_call_duration: '45000' };
  const mine = { hubspot_owner_id: USERS[owner] ?? '' };
  const logged = { id: '90001', object: 'calls', records: [record], changedAt: at } as const;
  crm.activities.set('90001', { ...logged, values: { ...values, ...mine } });
  await eventually(async () => {
    await readCrm();
    expect(await readLead(id)).toMatchObject({ state: 'working', owner });
  });
  await readCrm();
  const calls = (await readTimeline(id)).filter(({ type }) => /FirstResponse|Worked|ContactNoted/.test(type));
  expect(calls).toMatchObject([{ type: 'FirstResponseMade', data: { rep: owner, how: 'call', via: 'hubspot' } }]);
});

it('a call by HubSpot has the CRM read at once, if HubSpot signed it', async () => {
  const secret = 'client-secret-of-the-app';
  const said = await connectCrm(secret, '--webhooks');
  expect(said).toContain(`${apiUrl}${HUBSPOT_HOOK_PATH}`);
  expect(said).not.toContain(secret);
  expect((await postWebhook('another')).status).toBe(401);
  expect((await call('POST', HUBSPOT_HOOK_PATH, { body: '[]' })).status).toBe(401);
  const { id, owner, record } = await postKnownLead();
  const at = new Date().toISOString();
  const values = { hs_timestamp: at, hs_call_status: 'COMPLETED', hs_call_duration: '45000' };
  const mine = { hubspot_owner_id: USERS[owner] ?? '' };
  const logged = { id: '90002', object: 'calls', records: [record], changedAt: at } as const;
  crm.activities.set('90002', { ...logged, values: { ...values, ...mine } });
  expect((await postWebhook(secret)).status).toBe(202);
  await eventually(async () => expect(await readLead(id)).toMatchObject({ state: 'working', owner }));
});

it('an owner whom a person sets in the CRM is the owner here, and stays the owner there', async () => {
  const { id, owner, record } = await postKnownLead();
  const other = Object.keys(USERS).find((rep) => rep !== owner) ?? '';
  crm.setOwner(record, USERS[other] ?? '');
  await eventually(async () => {
    await readCrm();
    expect(await readLead(id)).toMatchObject({ state: 'assigned', owner: other });
  });
  const [assigned] = (await readTimeline(id)).filter(({ type }) => type === 'LeadAssigned').slice(-1);
  expect(assigned).toMatchObject({ data: { placedBy: 'person', because: 'crm_owner', previous: owner } });
  await answerLead(id, { epoch: 2, answer: 'contacted' });
  await eventually(async () => expect(crm.records.get(record)?.values.baton_status).toBe('working'));
  await readCrm();
  expect(crm.records.get(record)?.values.hubspot_owner_id).toBe(USERS[other]);
  expect(await readLead(id)).toMatchObject({ owner: other, epoch: 2 });
});

it('a lead of a company goes to its owner in the CRM, and after a change there to the next one', async () => {
  const domain = `weidenhof-${Date.now()}.example`;
  const put = (values: Parameters<typeof putCompany>[3]) =>
    putCompany(crm, '88001', new Date().toISOString(), { name: 'Weidenhof', domain, ...values });
  const postColleague = (name: string) =>
    postLead({ ...aNewPerson({ product: 'pair', language: 'de' }), email: `${name}@${domain}` });
  put({ hubspot_owner_id: USERS['ada.north'] ?? '', lifecyclestage: 'customer' });
  expect(await runBaton('crm', 'accounts')).toMatch(/\+ +88001 +Weidenhof/);
  expect(await runBaton('crm', 'accounts', '--apply', '--follow', 'on')).toContain('1 added');
  expect(await waitForOwner(await postColleague('first'))).toMatchObject({ owner: 'ada.north' });

  put({ hubspot_owner_id: USERS['ben.south'] ?? '' });
  await eventually(async () => {
    await readCrm();
    const reply = await call('GET', `/v1/accounts?domain=${domain}`, { key: keys.manager });
    const account = accountRoutes.getAccount.replies[200].parse(reply.json());
    expect(account).toMatchObject({ id: '88001', owner: 'ben.south', status: 'customer' });
  });
  expect(await waitForOwner(await postColleague('second'))).toMatchObject({ owner: 'ben.south' });
});
