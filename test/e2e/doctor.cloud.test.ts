import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, inject, it } from 'vitest';
import { z } from 'zod';
import { PROJECT_ROOT } from '../../infra/local/paths.ts';

const { env } = inject('deployed');
const run = promisify(execFile);

const Output = z.object({ stdout: z.string(), stderr: z.string() });
const Report = z.object({
  environment: z.string(),
  findings: z.array(z.object({ check: z.string(), state: z.string(), seen: z.string() })),
});

it('the doctor finds a deployed environment fit, in everything that it looks at', async () => {
  // It ends with 1 when other tests left dead letters; what it says is on its standard output either way.
  const { stdout, stderr } = await run('npx', ['tsx', 'cli/baton.ts', 'doctor', '--env', 'local', '--json'], {
    cwd: PROJECT_ROOT,
    env: { ...process.env, ...env },
  }).catch((error: unknown) => Output.parse(error));
  expect(stderr).toBe('');
  const { environment, findings } = Report.parse(JSON.parse(stdout));
  expect(environment).toBe('local');
  const states = Object.fromEntries(findings.map(({ check, state, seen }) => [check, `${state}: ${seen}`]));
  for (const check of ['Stack', 'Secrets', 'Plan', 'Hooks', 'Schedules', 'Sweep'])
    expect(states[check], check).toMatch(/^ok: /);
  expect(Object.keys(states)).toEqual(expect.arrayContaining(['Teams', 'Dead letters', 'Quotas']));
});
