import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { inject } from 'vitest';
import { PROJECT_ROOT } from '../../infra/project-root.ts';

const { env } = inject('deployed');
const run = promisify(execFile);

/**
 * Runs `baton` against the stack under test as from a terminal, but without tsx, which doubles the time to start. @returns
 * its output. @throws with its error output
 */
export async function runBaton(...args: readonly string[]): Promise<string> {
  const { stdout } = await run(process.execPath, ['cli/baton.ts', ...args, '--env', 'local'], {
    cwd: PROJECT_ROOT,
    env: { ...process.env, ...env },
  });
  return stdout;
}
