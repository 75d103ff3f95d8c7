import { mkdir, mkdtemp, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import { beginRun, findKeptData, keepData } from '../../../infra/local/kept-data.ts';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'baton-'));
  await mkdir(join(directory, 'state'));
});

/** Writes the state of a cloud, as of this many seconds after the epoch. */
async function saveState(seconds: number): Promise<void> {
  const file = join(directory, 'state', 'dynamodb.json');
  await writeFile(file, '{}');
  await utimes(file, seconds, seconds);
}

const end = (endedByItself: boolean, askedAt: number) => keepData(directory, { endedByItself, askedAt });

it('finds nothing before the first run', () => {
  expect(findKeptData(directory)).toBe('none');
});

it('keeps data that was saved after the cloud was asked to end', async () => {
  await beginRun(directory);
  await saveState(2000);
  expect(await end(true, 1_999_000)).toBe(true);
  expect(findKeptData(directory)).toBe('saved');
});

it('does not take the snapshot of an earlier run for the data of one that was killed', async () => {
  await saveState(2000);
  await end(true, 1_999_000);
  await beginRun(directory);
  expect(findKeptData(directory)).toBe('unclean');
});

it.each([
  ['was killed because it took too long', false, 1_999_000],
  ['ended without writing its state', true, 2_001_000],
])('does not say that data is kept when the cloud %s', async (_, endedByItself, askedAt) => {
  await beginRun(directory);
  await saveState(2000);
  expect(await end(endedByItself, askedAt)).toBe(false);
  expect(findKeptData(directory)).toBe('unclean');
});

it('says that nothing is kept when the cloud never wrote any state', async () => {
  expect(await end(true, 0)).toBe(false);
});
