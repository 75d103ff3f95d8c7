import { randomUUID } from 'node:crypto';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { runBaton } from './baton-command.ts';
import { eventually } from './eventually.ts';
import { readLeadPage } from './http.ts';
import { aNewPerson, postLead, waitForOwner } from './leads.ts';

const NAMES = 6;
let file: string;

beforeAll(async () => {
  const run = randomUUID();
  const rows = Array.from({ length: NAMES }, (_, at) => `name${at}.${run}@show.example,named,${at}`);
  file = join(await mkdtemp(join(tmpdir(), 'baton-')), 'expo.csv');
  // The first row again, and a row without contact details.
  await writeFile(file, ['Email,product,Booth', ...rows, rows[0], ',named,99'].join('\n'));
  await runBaton('source', 'add', 'expo', '--kind', 'import', '--pace', '1/day/rep', '--turn', 'separate');
});

const imported = async (how: string) =>
  JSON.parse(await runBaton('leads', 'import', file, '--source', 'expo', how, '--json'));
const ofTheList = async () =>
  (await readLeadPage('team=named&limit=100')).leads.filter(({ source }) => source === 'expo');

it('previews a list, imports it once, and assigns it at its pace after other leads', async () => {
  expect((await imported('--preview')).preview).toMatchObject({
    rows: NAMES + 2,
    toImport: NAMES,
    duplicates: [NAMES + 2],
    withoutContact: [NAMES + 3],
    columns: [{ column: 'Email', means: 'email' }, { column: 'product', means: 'product' }, { column: 'Booth' }],
  });
  expect(await ofTheList()).toEqual([]);

  expect((await imported('--apply')).posted).toEqual({ posted: NAMES, postedEarlier: 0, leads: NAMES });
  await eventually(async () => {
    const leads = await ofTheList();
    const states = leads.map(({ state }) => state).sort();
    expect(states).toEqual(['assigned', ...Array.from({ length: NAMES - 1 }, () => 'waiting')]);
    for (const lead of leads)
      expect(lead).toMatchObject({ dueAt: expect.any(String), accountable: expect.any(String) });
  });
  expect((await imported('--apply')).posted).toEqual({ posted: 0, postedEarlier: NAMES, leads: 0 });

  expect(await waitForOwner(await postLead(aNewPerson({ product: 'named' })))).toMatchObject({ team: 'named' });
  expect((await ofTheList()).filter(({ state }) => state === 'assigned')).toHaveLength(1);
});
