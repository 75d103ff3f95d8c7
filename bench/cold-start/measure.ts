import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { ENV_VARIABLES } from '../../shared/runtime/env.ts';
import { TABLE } from './first-calls.ts';

/** Imports the bundle of its first argument, calls its handler with the second, and prints the CPU time of both. */
const SCRIPT = `
const readCpu = () => { const { user, system } = process.cpuUsage(); return (user + system) / 1000; };
const [file, call] = process.argv.slice(1);
const start = readCpu();
const { handler } = await import(file);
const loaded = readCpu();
const answer = call && (await handler(JSON.parse(call), { functionName: 'bench', awsRequestId: 'run' }));
console.log('\\nmeasured ' + JSON.stringify({ load: loaded - start, firstCall: readCpu() - loaded, answer }));
process.exit();`;

/** Settings that a bundle reads when it is loaded, with every secret under the name of its variable. */
export const SETTINGS = {
  ...Object.fromEntries(Object.keys(ENV_VARIABLES).map((name) => [name, settingOf(name)])),
  ENVIRONMENT: 'bench',
  LOG_LEVEL: 'ERROR',
  PUBLISHED_EVENTS: 'all',
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'none',
  AWS_SECRET_ACCESS_KEY: 'none',
};

/** CPU time in milliseconds, over all threads. */
export interface Measured {
  readonly load: number;
  /** Of the first call; next to nothing without one. */
  readonly firstCall: number;
  /** What the call returned. */
  readonly answer: unknown;
}

/** Measures a fresh process that imports a bundle and, if there is a call, makes it. `endpoint`: what it calls. */
export async function measureStart(file: string, endpoint: string, call?: unknown): Promise<Measured> {
  const { PATH } = process.env;
  const args = call === undefined ? [file] : [file, JSON.stringify(call)];
  const child = spawn(process.execPath, ['--input-type=module', '--eval', SCRIPT, ...args], {
    env: { PATH, ...SETTINGS, AWS_ENDPOINT_URL: endpoint },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [printed, [exitCode]] = await Promise.all([text(child.stdout), once(child, 'close')]);
  const measured = /^measured (.*)$/m.exec(printed)?.[1];
  if (exitCode !== 0 || measured === undefined) throw new Error(`${file} could not be run (exit code ${exitCode})`);
  return JSON.parse(measured) as Measured;
}

/** Returns the middle of some numbers. */
export function medianOf(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle)] ?? 0)) / 2;
}

function settingOf(name: string): string {
  if (name.endsWith('_TABLE')) return TABLE;
  return name.endsWith('_ARN') ? name : '1';
}
