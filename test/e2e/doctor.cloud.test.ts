import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, inject, it } from 'vitest';
import * as z from 'zod';
import { PROJECT_ROOT } from '../../infra/project-root.ts';
import { eventually } from './eventually.ts';

const { env } = inject('deployed');
const run = promisify(execFile);

const Output = z.object({ stdout: z.string(), stderr: z.string() });
const Report = z.object({
  environment: z.string(),
  findings: z.array(z.object({ check: z.string(), state: z.string(), observed: z.string() })),
});

/**
 * Returns the doctor's findings by check. It exits with 1 when other tests left dead letters, but prints the findings
 * either way.
 */
async function doctor(): Promise<Readonly<Record<string, string>>> {
  const { stdout, stderr } = await run(process.execPath, ['cli/baton.ts', 'doctor', '--env', 'local', '--json'], {
    cwd: PROJECT_ROOT,
    env: { ...process.env, ...env },
  }).catch((error: unknown) => Output.parse(error));
  expect(stderr).toBe('');
  const { findings } = Report.parse(JSON.parse(stdout));
  return Object.fromEntries(findings.map(({ check, state, observed }) => [check, `${state}: ${observed}`]));
}

it('the doctor finds a deployed environment healthy in all checks', async () => {
  // The sweep first runs within a minute of the deployment.
  const states = await eventually(async () => {
    const found = await doctor();
    expect(found.Sweep).toMatch(/^ok: /);
    return found;
  });
  for (const check of ['Stack', 'Secrets', 'Plan', 'Hooks', 'Schedules']) expect(states[check], check).toMatch(/^ok: /);
  // Nobody is subscribed on the local cloud.
  expect(states.Alarms).toMatch(/^warning: (page|tell): nobody is subscribed/);
  expect(Object.keys(states)).toEqual(expect.arrayContaining(['Teams', 'E-mail', 'Dead letters', 'Alarms', 'Quotas']));
});
