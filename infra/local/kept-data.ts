import { existsSync } from 'node:fs';
import { rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Written by the cloud when it ends, as the first of its files. */
const STATE_FILE = join('state', 'dynamodb.json');
/** Exists only between a clean end and the next start. */
const MARK = 'kept';

/** What an earlier run left: data that it saved when it ended, data of which nobody knows how old it is, or none. */
export type KeptData = 'saved' | 'unclean' | 'none';

/** Returns what an earlier run left in this directory. A run that was killed leaves the snapshot of the run before it. */
export function findKeptData(directory: string): KeptData {
  if (!existsSync(join(directory, STATE_FILE))) return 'none';
  return existsSync(join(directory, MARK)) ? 'saved' : 'unclean';
}

/** Notes that a run begins: what it leaves counts as unclean until {@link keepData} says otherwise. */
export async function beginRun(directory: string): Promise<void> {
  await rm(join(directory, MARK), { force: true });
}

/**
 * Notes that the data of a run is saved, if it is: the cloud ended by itself, and wrote its state since it was asked to.
 * @param askedAt when it was asked to end, in epoch milliseconds
 * @returns whether the next run can go on with the data
 */
export async function keepData(
  directory: string,
  { endedByItself, askedAt }: { readonly endedByItself: boolean; readonly askedAt: number },
): Promise<boolean> {
  const written = await stat(join(directory, STATE_FILE)).catch(() => undefined);
  if (!endedByItself || written === undefined || written.mtimeMs < askedAt) return false;
  await writeFile(join(directory, MARK), '');
  return true;
}
