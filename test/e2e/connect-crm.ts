import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { inject } from 'vitest';
import { PROJECT_ROOT } from '../../infra/project-root.ts';

const { env } = inject('deployed');

/** Connects a fake CRM by the CLI, with a secret on standard input. @returns what the command said */
export async function connectCrm(secret: string, ...options: readonly string[]): Promise<string> {
  const args = ['cli/baton.ts', 'crm', 'connect', 'hubspot', ...options, '--env', 'local'];
  const child = spawn(process.execPath, args, { cwd: PROJECT_ROOT, env: { ...process.env, ...env } });
  child.stdin.end(`${secret}\n`);
  const [said, complained] = await Promise.all([text(child.stdout), text(child.stderr)]);
  if (complained.includes(secret)) throw new Error('the secret was shown');
  return said + complained;
}
