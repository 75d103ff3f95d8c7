import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { beforeEach, describe, expect, it } from 'vitest';
import { beginRun, findKeptData, keepData } from '../../../infra/local/kept-data.ts';
import { findPython } from '../../../infra/local/python.ts';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'baton-'));
  await mkdir(join(directory, 'state'));
});

/** Writes the state of a cloud, as of this many seconds after the epoch. */
async function saveState(seconds: number): Promise<void> {
  for (const name of ['dynamodb.json', 'complete']) {
    const file = join(directory, 'state', name);
    await writeFile(file, '{}');
    await utimes(file, seconds, seconds);
  }
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
  expect(await end(true, 1_999_000)).toBe(false);
});

it('does not resume data of which some files may be missing', async () => {
  await beginRun(directory);
  await saveState(2000);
  await rm(join(directory, 'state', 'complete'));
  expect(await end(true, 1_999_000)).toBe(false);
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

describe('the cloud', () => {
  const program = join(import.meta.dirname, '../../../infra/local/run_local_cloud.py');

  /** Runs the program around a cloud that runs these lines of Python instead of saving its services. */
  async function runCloud(...lines: readonly string[]): Promise<void> {
    await mkdir(join(directory, 'objects'));
    await writeFile(join(directory, 'objects', 'body'), 'a body');
    const app = [
      'import logging, os, pathlib',
      'def save(name): pathlib.Path(os.environ["STATE_DIR"], name).write_text("{}")',
      'def save_all(services):',
      '    save("dynamodb.json")',
      ...lines.map((line) => `    ${line}`),
      '    save("sqs.json")',
      'def main(): save_all({})',
    ];
    const modules = {
      'ministack/app.py': app.join('\n'),
      // What the program changes of the emulator and of its server; nothing here uses it.
      'ministack/services/secretsmanager.py': '',
      'ministack/services/stepfunctions.py': '_execute_task = _invoke_with_callback = None',
      'ministack/core/iam_actions.py': 'extract_resource_arn = extract_iam_action = _ses_v2_resource_arn = None',
      'ministack/services/cloudformation/provisioners.py':
        '_RESOURCE_HANDLERS = {"AWS::SecretsManager::Secret": dict.fromkeys(["create", "update", "delete"])}',
      'hypercorn/asyncio.py': 'serve = None',
    };
    for (const [file, text] of Object.entries(modules)) {
      await mkdir(dirname(join(directory, file)), { recursive: true });
      await writeFile(join(directory, file), text);
    }
    const env = {
      PATH: process.env.PATH,
      PYTHONPATH: directory,
      STATE_DIR: join(directory, 'state'),
      S3_DATA_DIR: join(directory, 'objects'),
    };
    // A cloud that throws ends with an error. What it leaves on disk is what counts.
    await promisify(execFile)(await findPython(), [program, directory], { env }).catch(() => undefined);
  }

  it('completes its state once all of it is written', async () => {
    await runCloud('pass');
    expect((await readdir(join(directory, 'state'))).toSorted()).toEqual(['complete', 'dynamodb.json', 'sqs.json']);
    expect(await end(true, 0)).toBe(true);
  });

  it.each([
    ['crashes midway', 'os._exit(0)'],
    ['throws midway', 'raise OSError("no space left")'],
    ['cannot save a service', 'logging.getLogger("persistence").error("failed to save sqs")'],
  ])('leaves a state that is not resumed when it %s', async (_, line) => {
    await runCloud(line);
    expect(await end(true, 0)).toBe(false);
    expect(findKeptData(directory)).toBe('unclean');
  });
});
