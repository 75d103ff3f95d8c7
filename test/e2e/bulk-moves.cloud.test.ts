import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, inject, it } from 'vitest';
import * as z from 'zod';
import { teamRoutes } from '../../shared/api/teams.ts';
import { runBaton } from './baton-command.ts';
import { call, readLead, readTimeline } from './http.ts';
import { aNewPerson, postLead, waitForOwner } from './leads.ts';

const { keys } = inject('deployed');
const Moves = z.object({ moves: z.array(z.object({ lead: z.string(), from: z.string(), to: z.string() })) });
const Results = z.array(z.object({ lead: z.string(), outcome: z.string() }));

it('lists the reps of a team with what each has open', async () => {
  const reply = await call('GET', '/v1/teams/pair/reps', { key: keys.manager });
  const { reps } = teamRoutes.listMembers.replies[200].parse(reply.json());
  expect(reps.map(({ id, active, awayUntil }) => [id, active, awayUntil !== undefined])).toEqual([
    ['ada.north', true, false],
    ['ben.south', true, false],
    ['cleo.west', true, true],
    ['dov.east', true, false],
    ['elin.hart', false, false],
  ]);
  expect((await call('GET', '/v1/teams/nowhere/reps', { key: keys.manager })).status).toBe(404);
});

it('moves the leads of a rep by a reviewed file, once, and takes them back', async () => {
  const leads = await Promise.all(Array.from({ length: 6 }, () => postLead(aNewPerson({ product: 'shared' }))));
  const owners = await Promise.all(leads.map(async (lead) => (await waitForOwner(lead)).owner));
  const held = leads.filter((_, index) => owners[index] === 'wyn.croft');
  expect(held).toHaveLength(2);
  const directory = await mkdtemp(join(tmpdir(), 'baton-moves-'));
  try {
    const file = join(directory, 'moves.json');
    const keyFile = join(directory, 'key');
    await writeFile(keyFile, keys.manager);
    const key = ['--key-file', keyFile];
    const choice = ['--from', 'wyn.croft', '--where', 'product=shared', '--to-team', 'shared', '--out', file];
    const shown = await runBaton('reassign', ...choice, '--reason', 'territory_changed', ...key);
    expect(shown).toMatch(/2 leads would move \(from wyn\.croft product=shared to team shared\)/);
    const { moves } = Moves.parse(JSON.parse(await readFile(file, 'utf8')));
    expect(moves.map(({ lead }) => lead).toSorted()).toEqual(held.toSorted());
    expect(moves.map(({ to }) => to).toSorted()).toEqual(['yve.thorn', 'zed.larch']);
    expect(await readLead(held[0] ?? '')).toMatchObject({ owner: 'wyn.croft', epoch: 1 });

    const outcomesOf = async (step: string) =>
      Results.parse(JSON.parse(await runBaton('reassign', step, file, '--json', ...key))).map(({ outcome }) => outcome);
    expect(await outcomesOf('apply')).toEqual(['moved', 'moved']);
    for (const { lead, to } of moves) expect(await readLead(lead)).toMatchObject({ owner: to, epoch: 2 });
    expect(await outcomesOf('apply')).toEqual(['moved_before', 'moved_before']);
    const assigned = (await readTimeline(held[0] ?? '')).filter(({ type }) => type === 'LeadAssigned');
    expect(assigned.at(-1)?.data).toMatchObject({ because: 'territory_changed' });

    expect(await outcomesOf('undo')).toEqual(['moved', 'moved']);
    for (const lead of held) expect(await readLead(lead)).toMatchObject({ owner: 'wyn.croft', epoch: 3 });
    expect(await outcomesOf('apply')).toEqual(['moved_on', 'moved_on']);
  } finally {
    await rm(directory, { recursive: true });
  }
});
