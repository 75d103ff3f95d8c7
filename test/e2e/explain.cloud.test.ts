import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, inject, it } from 'vitest';
import * as z from 'zod';
import { readRepsFile } from '../../cli/reps-file.ts';
import { activatePlanWith } from './activate-plan.ts';
import { runBaton } from './baton-command.ts';
import { call } from './http.ts';
import { aNewPerson, answerLead, postLead, waitForOwner } from './leads.ts';

const { keys } = inject('deployed');
const PAIR = ['ada.north', 'ben.south', 'dov.east'];

/** Saves the reps of team `pair` as the tests' file has them, with something else. */
async function savePair(change: { readonly zone?: string; readonly languages?: readonly string[] } = {}) {
  const all = await readRepsFile(join(import.meta.dirname, 'reps.yaml'));
  for (const { id, written } of all.filter((one) => PAIR.includes(one.id))) {
    const rep = z.looseObject({ zone: z.string() }).parse(written);
    const { zone = rep.zone, languages } = change;
    const json = { ...rep, zone, ...(languages && { attributes: { language: languages } }) };
    expect((await call('PUT', `/v1/reps/${id}`, { key: keys.admin, json })).status).toBe(200);
  }
}

/** Returns the option with which `baton` uses a key. */
async function keyFileFor(key: string): Promise<readonly [string, string]> {
  const file = join(await mkdtemp(join(tmpdir(), 'baton-explain-')), 'key');
  await writeFile(file, key, { mode: 0o600 });
  return ['--key-file', file];
}

it('replays and explains decisions after the skills of the reps, their zone and the plan have changed', async () => {
  const key = await keyFileFor(keys.admin);
  const paired = await Promise.all([1, 2, 3].map(() => postLead(aNewPerson({ product: 'pair', language: 'de' }))));
  const owners = await Promise.all(paired.map((id) => waitForOwner(id)));
  expect(new Set(owners.map(({ owner }) => owner))).toEqual(new Set(PAIR.slice(0, 2)));
  const handed = await postLead(aNewPerson({ product: 'handed' }));
  await waitForOwner(handed);
  expect((await answerLead(handed, { answer: 'qualified', epoch: 1 })).status).toBe(200);
  await waitForOwner(handed, 2);

  const activateBefore = await activatePlanWith('to: pair, need: [language]', 'to: calm');
  await savePair({ zone: 'Asia/Tokyo', languages: ['it'] });
  try {
    const [lead = ''] = paired;
    expect(await runBaton('replay', lead, ...key)).toBe(
      '2 decisions: 2 replay equal, 0 differ, 0 cannot be replayed.\n',
    );
    expect(await runBaton('replay', handed, ...key)).toBe(
      '3 decisions: 3 replay equal, 0 differ, 0 cannot be replayed.\n',
    );
    expect(await runBaton('replay', '--since', '1d', ...key)).toMatch(/^\d+ decisions: \d+ replay equal, 0 differ, /);

    const said = await runBaton('explain', lead, '--why-not', 'dov.east', ...key);
    expect(said).toMatch(/Rule pair of layer desks sent it to team pair/);
    expect(said).toMatch(/cleo\.west +on leave/);
    expect(said).toMatch(/dov\.east was not chosen: lacks what the lead needs: language\./);
    expect(said).toMatch(/It would have gone to dov\.east if .*\n {2}- dov\.east had the language that the lead needs/);

    // The manager of `pair` does not manage `closers`.
    const stranger = call('GET', `/v1/leads/${lead}/decision?whyNot=ezra.long`, { key: keys.manager });
    expect((await stranger).status).toBe(403);
  } finally {
    await savePair();
    await activateBefore();
  }
});
