import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { BATON_DIRECTORY } from '../project-root.ts';

function isRunning(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch {
    return false;
  }
}

/**
 * Removes the directories that ended runs with this prefix left in `.baton/`, named after their process id
 * (`test-4711`).
 */
export async function removeStaleRuns(prefix: string, directory = BATON_DIRECTORY): Promise<readonly string[]> {
  const names = await readdir(directory).catch(() => []);
  const left = names.filter((name) => {
    const processId = name.startsWith(`${prefix}-`) ? Number(name.slice(prefix.length + 1)) : Number.NaN;
    return Number.isInteger(processId) && !isRunning(processId);
  });
  for (const name of left) await rm(join(directory, name), { recursive: true, force: true });
  return left;
}
