import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, inject, it } from 'vitest';
import { planRoutes } from '../../shared/api/plans.ts';
import { runBaton } from './baton-command.ts';
import { eventually } from './eventually.ts';
import { call, readDecision } from './http.ts';
import { aNewPerson, postLead } from './leads.ts';

const { keys } = inject('deployed');

async function listPlans() {
  const reply = await call('GET', '/v1/plans', { key: keys.admin });
  return planRoutes.listPlans.replies[200].parse(reply.json());
}

/** Waits until a new lead of this company goes by that rule; a process keeps the plan before for a moment. */
function expectRule(rule: string) {
  return eventually(async () => {
    const id = await postLead({ ...aNewPerson(), email: `nora.${crypto.randomUUID()}@rolled.example` });
    await eventually(async () => expect((await readDecision(id)).routing?.rule).toBeDefined());
    expect((await readDecision(id)).routing?.rule).toBe(rule);
  });
}

it('publishes a plan, refuses one compared with an older plan, and after a rollback leads go by the old plan', async () => {
  const before = await listPlans();
  const folder = await mkdtemp(join(tmpdir(), 'baton-publish-'));
  const keyFile = join(folder, 'key');
  await writeFile(keyFile, keys.admin, { mode: 0o600 });
  const key = ['--key-file', keyFile];
  const plan = await readFile(join(import.meta.dirname, 'plan.yaml'), 'utf8');
  const change = "change: {why: 'rolled.example competes with us', expect: 'no lead of theirs is assigned'}";
  const yaml = plan
    .replace('[rival.example]', '[rival.example, rolled.example]')
    .replace('\nfields:\n', `\n${change}\n\nfields:\n`);
  const file = join(folder, 'plan.yaml');
  await writeFile(file, yaml);

  const said = await runBaton('plan', 'publish', file, ...key, '--yes');
  expect(said).toMatch(/rule competitor changed[\s\S]*Why: rolled\.example competes[\s\S]*is in force\./);
  const published = await listPlans();
  expect(published.active).toBe((before.versions[0]?.version ?? 0) + 1);
  await expectRule('competitor');

  const late = await call('POST', '/v1/plans', { key: keys.admin, json: { yaml, activate: { over: before.active } } });
  expect([late.status, late.text]).toEqual([409, expect.stringContaining(`Version ${published.active} is in force`)]);
  expect((await listPlans()).versions).toHaveLength(published.versions.length);

  await runBaton('plan', 'rollback', String(before.active), ...key, '--reason', 'they are a customer');
  await expectRule('otherwise');
  expect(await runBaton('plan', 'history', ...key)).toMatch(
    /rollback: they are a customer[\s\S]*rolled\.example competes/,
  );
  const stays = ['plan', 'reviewed', ...key, '--why', 'the figures hold', '--next', '2999-01-01'];
  expect(await runBaton(...stays)).toContain(`Version ${before.active} was reviewed and stays`);
  expect(await runBaton('plan', 'history', ...key)).toMatch(/reviewed: the figures hold[\s\S]*due on 2999-01-01/);
  expect(await runBaton('plan', 'show', String(published.active))).toBe(`${yaml.trimEnd()}\n`);
});
