import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, inject, it } from 'vitest';
import { z } from 'zod';
import { PROJECT_ROOT } from '../../infra/project-root.ts';
import { eventually } from './eventually.ts';

const { env } = inject('deployed');
const run = promisify(execFile);

const Output = z.object({ stdout: z.string(), stderr: z.string() });
const Report = z.object({
  environment: z.string(),
  findings: z.array(z.object({ check: z.string(), state: z.string(), seen: z.string() })),
});

/** What the doctor says, by check. It ends with 1 when other tests left dead letters; its findings are there either way. */
async function doctor(): Promise<Readonly<Record<string, string>>> {
  const { stdout, stderr } = await run(
    process.execPath,
    ['--import', 'tsx', 'cli/baton.ts', 'doctor', '--env', 'local', '--json'],
    {
      cwd: PROJECT_ROOT,
      env: { ...process.env, ...env },
    },
  ).catch((error: unknown) => Output.parse(error));
  expect(stderr).toBe('');
  const { findings } = Report.parse(JSON.parse(stdout));
  return Object.fromEntries(findings.map(({ check, state, seen }) => [check, `${state}: ${seen}`]));
}

it('the doctor finds a deployed environment fit, in everything that it looks at', async () => {
  // The sweep's first run comes within a minute of the deployment.
  const states = await eventually(async () => {
    const found = await doctor();
    expect(found.Sweep).toMatch(/^ok: /);
    return found;
  });
  for (const check of ['Stack', 'Secrets', 'Plan', 'Hooks', 'Schedules']) expect(states[check], check).toMatch(/^ok: /);
  expect(Object.keys(states)).toEqual(expect.arrayContaining(['Teams', 'Dead letters', 'Quotas']));
});
