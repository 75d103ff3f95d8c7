/** The result of one check of a deployed environment. `unknown`: the check could not run, which is no verdict. */
export interface Finding {
  /** What was checked, in a few words: `Dead letters`. */
  readonly check: string;
  readonly state: 'ok' | 'warning' | 'failed' | 'unknown';
  /** The observation, in one line. */
  readonly seen: string;
  /** What to do about it; absent when nothing needs doing. */
  readonly todo?: string;
}

/** Checks one aspect of an environment. If it throws, the finding is `unknown`. */
export interface Check {
  readonly name: string;
  readonly look: () => Promise<readonly Finding[]>;
}

/** Runs all checks in sequence and reports each finding at once. A check that fails to run does not stop the others. */
export async function makeChecks(
  checks: readonly Check[],
  tell: (finding: Finding) => void,
): Promise<readonly Finding[]> {
  const all: Finding[] = [];
  for (const { name, look } of checks) {
    const found = await look().catch((error: unknown): readonly Finding[] => [
      {
        check: name,
        state: 'unknown',
        seen: `the check could not run: ${error instanceof Error ? error.message : String(error)}`,
      },
    ]);
    for (const finding of found) tell(finding);
    all.push(...found);
  }
  return all;
}
