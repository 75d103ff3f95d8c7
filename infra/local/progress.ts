/** Where the lines about long steps go: the terminal, or nowhere. */
export type Progress = (line: string) => void;

/** Runs one long step, saying when it starts and how long it took. */
export async function step<T>(progress: Progress, label: string, run: () => Promise<T>): Promise<T> {
  const startedAt = performance.now();
  progress(`${label} ...`);
  const result = await run();
  progress(`${label}: done in ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
  return result;
}
