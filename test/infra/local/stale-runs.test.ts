import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { removeStaleRuns } from '../../../infra/local/stale-runs.ts';

it('removes only the directories of ended runs', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'baton-leftovers-'));
  const ended = 2 ** 22 + 1; // Above the highest process id of Linux and macOS.
  for (const name of [`test-${ended}`, `test-${process.pid}`, 'test-', 'test-notes', 'start', 'venv'])
    await mkdir(join(directory, name, 'state'), { recursive: true });
  await expect(removeStaleRuns('test', directory)).resolves.toEqual([`test-${ended}`]);
  expect(new Set(await readdir(directory))).toEqual(
    new Set(['start', 'test-', 'test-notes', `test-${process.pid}`, 'venv']),
  );
  await rm(directory, { recursive: true });
});
