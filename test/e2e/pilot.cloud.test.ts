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
  return planRoutes.listPlans.replies[200].parse((await call('GET', '/v1/plans', { key: keys.admin })).json());
}

/** Posts a lead of a company, waits for its routing and returns how it was routed. */
async function routed(domain: string) {
  const id = await postLead({ ...aNewPerson(), email: `nora.${crypto.randomUUID()}@${domain}` });
  return eventually(async () => {
    const { routing } = await readDecision(id);
    expect(routing).toBeDefined();
    return routing;
  });
}

it('tries a plan on some accounts beside the plan in force, refuses to publish meanwhile, and puts it in force', async () => {
  const { active: before = 0 } = await listPlans();
  const folder = await mkdtemp(join(tmpdir(), 'baton-pilot-'));
  const keyFile = join(folder, 'key');
  await writeFile(keyFile, keys.admin, { mode: 0o600 });
  const key = ['--key-file', keyFile];
  const plan = await readFile(join(import.meta.dirname, 'plan.yaml'), 'utf8');
  const yaml = plan.replace('[rival.example]', '[rival.example, lindwerk.example]');
  const file = join(folder, 'plan.yaml');
  await writeFile(file, yaml);

  const said = await runBaton('plan', 'pilot', file, ...key, '--share', '50%', '--why', 'a new competitor');
  expect(said).toMatch(/pilot_\d+ runs: version \d+ routes 50 % of the accounts/);
  const candidate = (await listPlans()).versions[0]?.version ?? 0;
  expect((await listPlans()).active).toBe(before);

  // A process keeps the plan before for a moment, so the arms show after a while.
  const domains = Array.from({ length: 12 }, (_, index) => `account-${index}.example`);
  const arms = await eventually(async () => {
    const first = await Promise.all(domains.map(routed));
    expect(new Set(first.map((one) => one?.pilot?.arm))).toEqual(new Set(['candidate', 'control']));
    return first;
  });
  for (const one of arms) expect(one?.plan).toBe(one?.pilot?.arm === 'candidate' ? candidate : before);
  const again = await Promise.all(domains.map(routed));
  expect(again.map((one) => one?.pilot?.arm)).toEqual(arms.map((one) => one?.pilot?.arm));

  const refused = await call('POST', '/v1/plans', { key: keys.admin, json: { yaml, activate: { over: before } } });
  expect([refused.status, refused.text]).toEqual([409, expect.stringContaining('baton plan pilot stop')]);

  expect(await runBaton('plan', 'pilot', 'promote', ...key, '--reason', 'it works')).toContain(
    `version ${candidate} is in force`,
  );
  expect((await listPlans()).active).toBe(candidate);
  expect(await runBaton('plan', 'pilot', 'status', ...key)).toMatch(/a new competitor[\s\S]*promoted/);
  expect(await runBaton('plan', 'history', ...key)).toMatch(/promoted from pilot_\d+: it works/);

  await runBaton('plan', 'rollback', String(before), ...key, '--reason', 'the end of the test');
  expect((await listPlans()).active).toBe(before);
});
