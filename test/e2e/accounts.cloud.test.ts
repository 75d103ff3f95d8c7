import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, inject, it } from 'vitest';
import { accountRoutes } from '../../shared/api/accounts.ts';
import { repRoutes } from '../../shared/api/reps.ts';
import { runBaton } from './baton-command.ts';
import { eventually } from './eventually.ts';
import { call, readDecision, readLead, readTimeline } from './http.ts';
import { aNewPerson, postLead, waitForOwner } from './leads.ts';

const { keys } = inject('deployed');

const REPS = `id;name;zone;teams
rhea.cole;Rhea Cole;Europe/Berlin;owners:1
abel.lane;Abel Lane;Europe/Berlin;owners:1
`;
const ACCOUNTS = `id,name,domains,parent,owner,status,external:crm
harbor-group,Harbor Group,,,rhea.cole,prospect,90
harborline,"Harborline Shipping, Ltd.",harborline.example | harborline-cargo.example,harbor-group,,prospect,91
stillwater,Stillwater GmbH,stillwater.example,,abel.lane,prospect,92
`;
const TERRITORIES = 'territory,owner,country\niceland,abel.lane,IS\n';
const OVERLAPPING = `${TERRITORIES}big,rhea.cole,IS\n`;

let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'baton-'));
  await writeFile(keyFile(), keys.admin, { mode: 0o600 });
  await runImport('reps', REPS, '--apply');
  await runImport('accounts', ACCOUNTS, '--apply');
  await runImport('territories', TERRITORIES, '--apply');
});

function keyFile(): string {
  return join(directory, 'admin-key');
}

async function runImport(kind: string, text: string, ...how: readonly string[]): Promise<string> {
  const file = join(directory, `${kind}.csv`);
  await writeFile(file, text);
  return runBaton('import', kind, file, ...how, ...(kind === 'reps' ? ['--key-file', keyFile()] : []));
}

const from = (email: string, more: Readonly<Record<string, string>> = {}) => postLead({ ...aNewPerson(more), email });

it('previews the changes of a file, and shows none after the import', async () => {
  expect(await runImport('accounts', ACCOUNTS, '--preview')).toContain('0 added, 0 changed, 0 removed, 3 unchanged');
  const changed = await runImport('accounts', ACCOUNTS.replace('abel.lane,prospect', 'rhea.cole,partner'), '--preview');
  expect(changed).toMatch(/~ +stillwater +owner, status/);
  const { owner } = accountRoutes.getAccount.replies[200].parse(
    (await call('GET', '/v1/accounts?domain=www.stillwater.example', { key: keys.manager })).json(),
  );
  expect(owner).toBe('abel.lane');
  expect(await runImport('reps', REPS, '--preview')).toContain('2 unchanged');
});

it('refuses invalid files, by line and column, and writes nothing', async () => {
  await expect(runImport('territories', OVERLAPPING, '--apply')).rejects.toThrow(/line 3: a lead with country IS/);
  await expect(runImport('accounts', `${ACCOUNTS}x,X,gmail.com,,,,\n`, '--apply')).rejects.toThrow(/line 5, domains/);
  expect(await runImport('territories', TERRITORIES, '--preview')).toContain('1 unchanged');
});

it('assigns the lead of a known account to its owner, above caps and without a turn, by any of its domains', async () => {
  const first = await from('mona@harborline.example');
  expect(await waitForOwner(first)).toMatchObject({
    owner: 'rhea.cole',
    team: 'owners',
    account: { account: 'harborline', matchedBy: 'domain', isCertain: true },
  });
  const second = await from('nils@cargo.harborline-cargo.example', { country: 'IS' });
  expect(await waitForOwner(second)).toMatchObject({ owner: 'rhea.cole' });
  const { routing, assignment } = await readDecision(second);
  expect(routing?.rule).toBe('known-account');
  expect(assignment).toMatchObject({ only: 'rhea.cole', charged: false, capped: false, chosen: 'rhea.cole' });
  const held = await call('GET', '/v1/reps/rhea.cole', { key: keys.admin });
  expect(repRoutes.getRep.replies[200].parse(held.json()).load.open).toBe(2);
  const ledger = await call('GET', '/v1/teams/owners/ledger', { key: keys.admin });
  expect(ledger.json()).toMatchObject({ version: 0 });
});

it('lets a person confirm an account matched by name only, and routes the lead again', async () => {
  const id = await from('odd.berg@gmail.com', { company: 'STILLWATER' });
  await eventually(async () => expect(await readLead(id)).toMatchObject({ state: 'waiting', queue: 'catch-all' }));
  const reviews = await call('GET', '/v1/accounts/reviews?limit=100', { key: keys.manager });
  expect(accountRoutes.listAccountReviews.replies[200].parse(reviews.json()).reviews).toContainEqual(
    expect.objectContaining({ account: 'stillwater', lead: expect.objectContaining({ id }) }),
  );
  const path = `/v1/leads/${id}/account`;
  expect((await call('PUT', path, { key: keys.manager, json: { account: 'stillwater' } })).status).toBe(200);
  expect(await waitForOwner(id)).toMatchObject({ owner: 'abel.lane' });
  expect(await readTimeline(id)).toContainEqual(
    expect.objectContaining({ type: 'AccountDecided', data: { because: 'confirmed', account: 'stillwater' } }),
  );
  expect((await call('PUT', path, { key: keys.manager, json: { account: 'stillwater' } })).status).toBe(409);
  const unknown = await call('PUT', path, { key: keys.manager, json: { account: 'nobody' } });
  expect([unknown.status, unknown.json()]).toEqual([
    422,
    expect.objectContaining({ errors: [expect.objectContaining({ in: 'body', field: '/account' })] }),
  ]);
});

it('finds the territory of a lead', async () => {
  const id = await from('pia@fresh-fish.example', { country: 'Iceland' });
  await eventually(async () => expect((await readLead(id)).features).toMatchObject({ territory: 'iceland' }));
});

it('saves an account over the API, and refuses a domain of another account', async () => {
  const put = (id: string, json: object) => call('PUT', `/v1/accounts/${id}`, { key: keys.admin, json });
  const account = { name: 'Tern Works', domains: ['www.tern.example'], externalIds: { crm: '93' } };
  expect((await put('tern', account)).status).toBe(201);
  const kept = await put('tern', { ...account, status: 'customer' });
  expect([kept.status, accountRoutes.getAccount.replies[200].parse(kept.json())]).toEqual([
    200,
    expect.objectContaining({ domains: ['tern.example'], status: 'customer', version: 2 }),
  ]);
  expect((await put('tern-two', account)).status).toBe(409);
  expect((await put('tern', { ...account, parent: 'tern' })).status).toBe(422);
  expect((await call('GET', '/v1/accounts/nobody', { key: keys.manager })).status).toBe(404);
  expect((await call('GET', '/v1/accounts?domain=gmail.com', { key: keys.manager })).status).toBe(404);
});
