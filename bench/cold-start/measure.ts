import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { ENV_VARIABLES } from '../../shared/runtime/env.ts';

/** Imports the bundle named by its argument, and prints the CPU time of that in microseconds, over all threads. */
const IMPORT_SCRIPT = `
const before = process.cpuUsage();
await import(process.argv[1]);
const { user, system } = process.cpuUsage(before);
console.log('cpu ' + (user + system));
process.exit();`;

/** Settings that a bundle reads when it is loaded; no call is made with them. */
const SETTINGS = {
  ...Object.fromEntries(Object.keys(ENV_VARIABLES).map((name) => [name, '1'])),
  LOG_LEVEL: 'INFO',
  PUBLISHED_EVENTS: 'all',
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'none',
  AWS_SECRET_ACCESS_KEY: 'none',
};

/** Returns the CPU time, in milliseconds, that a fresh process takes to import a bundle. */
export async function measureImport(file: string): Promise<number> {
  const { PATH } = process.env;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', IMPORT_SCRIPT, file], {
    env: { PATH, ...SETTINGS },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [printed, [exitCode]] = await Promise.all([text(child.stdout), once(child, 'close')]);
  const cpu = /^cpu (\d+)$/m.exec(printed)?.[1];
  if (exitCode !== 0 || cpu === undefined) throw new Error(`${file} could not be imported (exit code ${exitCode})`);
  return Number(cpu) / 1000;
}

/** Returns the middle of some numbers. */
export function medianOf(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle)] ?? 0)) / 2;
}
