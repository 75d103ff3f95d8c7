import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { SETTINGS } from '../../bench/cold-start/measure.ts';
import { bundleFunctions } from '../../infra/constructs/function-code.ts';

const directory = mkdtempSync(join(tmpdir(), 'baton-bundles-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const names = Object.keys(bundleFunctions({ outdir: directory }))
  .filter((path) => basename(path) === 'index.mjs')
  .map((path) => basename(dirname(path)));

/**
 * Imports every bundle, each in a realm of its own. Zod chooses the language of its messages with the first schema.
 * A signal ends it: some bundles keep the process alive, and about one in sixty calls of `process.exit()` after so many
 * imports waits for a thread of V8's for ever.
 */
const SCRIPT = `
const built = [];
for (const name of JSON.parse(process.argv[2])) {
  globalThis.__zod_globalConfig = undefined;
  await import(process.argv[1] + '/' + name + '/index.mjs');
  if (globalThis.__zod_globalConfig.jitless !== true) throw new Error(name + ' has no zod');
  if (globalThis.__zod_globalConfig.localeError !== undefined) built.push(name);
}
console.log(JSON.stringify(built));
process.kill(process.pid, 'SIGKILL');`;

it('no function builds a schema when it is loaded: building them takes longer than all the rest of our code', () => {
  const args = ['--input-type=module', '--eval', SCRIPT, directory, JSON.stringify(names)];
  const { stdout, stderr } = spawnSync(process.execPath, args, { env: SETTINGS, encoding: 'utf8' });
  expect(stderr).toBe('');
  expect(names.length).toBeGreaterThan(10);
  expect(JSON.parse(stdout)).toEqual([]);
});
