/** The result of one check of a deployed environment. `unknown`: the check could not run, which is no verdict. */
export interface DoctorFinding {
  /** What was checked, in a few words: `Dead letters`. */
  readonly check: string;
  readonly state: 'ok' | 'warning' | 'failed' | 'unknown';
  /** The observation, in one line. */
  readonly observed: string;
  /** What to do about it; absent when nothing needs doing. */
  readonly todo?: string;
}

/** Checks one aspect of an environment. If it throws, the finding is `unknown`. */
export interface DoctorCheck {
  readonly name: string;
  readonly run: () => Promise<readonly DoctorFinding[]>;
}

/** Runs all checks in sequence and reports each finding at once. A check that fails to run does not stop the others. */
export async function runChecks(
  checks: readonly DoctorCheck[],
  report: (finding: DoctorFinding) => void,
): Promise<readonly DoctorFinding[]> {
  const all: DoctorFinding[] = [];
  for (const { name, run: look } of checks) {
    const found = await look().catch((error: unknown): readonly DoctorFinding[] => [
      {
        check: name,
        state: 'unknown',
        observed: `the check could not run: ${error instanceof Error ? error.message : String(error)}`,
      },
    ]);
    for (const finding of found) report(finding);
    all.push(...found);
  }
  return all;
}

const MARKS = { ok: '✓', warning: '!', failed: '✗', unknown: '?' } as const;

/** Formats one finding. */
export function formatFinding({ check, state, observed, todo }: DoctorFinding): string {
  const line = `${MARKS[state]} ${check.padEnd(14)} ${observed}`;
  return todo === undefined ? line : `${line}\n  ${' '.repeat(14)} → ${todo}`;
}
