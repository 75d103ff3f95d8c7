/** Prints a progress line, or discards it. */
export type Progress = (line: string) => void;

/** Runs one long step, and prints its start and its duration. */
export async function runStep<T>(progress: Progress, label: string, run: () => Promise<T>): Promise<T> {
  const startedAt = performance.now();
  progress(`${label} ...`);
  const result = await run();
  progress(`${label}: done in ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
  return result;
}
