import { existsSync } from 'node:fs';
import { open, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** The first file that the cloud writes when it ends. */
const STATE_FILE = join('state', 'dynamodb.json');
/** Written by run_local_cloud.py once all files of the cloud are written and on disk. */
const COMPLETE = join('state', 'complete');
/** Exists only between a clean end and the next start. */
const MARK = 'kept';

/** What an earlier run left: data that it saved when it ended, data of which nobody knows how old it is, or none. */
export type KeptData = 'saved' | 'unclean' | 'none';

/**
 * Returns what an earlier run left in this directory. A run that was killed leaves the snapshot of the run before it, or
 * one of which some files are missing.
 */
export function findKeptData(directory: string): KeptData {
  const [began, complete, kept] = [STATE_FILE, COMPLETE, MARK].map((file) => existsSync(join(directory, file)));
  if (kept && complete) return 'saved';
  return kept || complete || began ? 'unclean' : 'none';
}

/** Notes that a run begins: what it leaves counts as unclean until {@link keepData} says otherwise. */
export async function beginRun(directory: string): Promise<void> {
  for (const note of [MARK, COMPLETE]) await rm(join(directory, note), { force: true });
}

/**
 * Notes that the data of a run is saved, if it is: the cloud ended by itself, and completed its state since it was asked
 * to. The note appears as a whole or not at all, also when the machine stops meanwhile.
 * @param askedAt when it was asked to end, in epoch milliseconds
 * @returns whether the next run can go on with the data
 */
export async function keepData(
  directory: string,
  { endedByItself, askedAt }: { readonly endedByItself: boolean; readonly askedAt: number },
): Promise<boolean> {
  const completed = await stat(join(directory, COMPLETE)).catch(() => undefined);
  if (!endedByItself || completed === undefined || completed.mtimeMs < askedAt) return false;
  const temporary = join(directory, `${MARK}.tmp`);
  const note = await open(temporary, 'w');
  await note.sync();
  await note.close();
  await rename(temporary, join(directory, MARK));
  return true;
}
