/** What one check of a deployed environment came to. `unknown`: it could not be asked, which is no verdict. */
export interface Finding {
  /** What was looked at, in a few words: `Dead letters`. */
  readonly check: string;
  readonly state: 'ok' | 'warning' | 'failed' | 'unknown';
  /** What was seen, in one line. */
  readonly seen: string;
  /** What to do about it; absent when there is nothing to do. */
  readonly todo?: string;
}

/** Looks at one thing of an environment. May throw: then it is `unknown`. */
export interface Check {
  readonly name: string;
  readonly look: () => Promise<readonly Finding[]>;
}

/** Makes every check, one after the other, telling each finding as it comes. What cannot be asked hinders no other. */
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
        seen: `could not be asked: ${error instanceof Error ? error.message : String(error)}`,
      },
    ]);
    for (const finding of found) tell(finding);
    all.push(...found);
  }
  return all;
}
