/**
 * Mutation tests of the domain: Stryker changes one thing in the code and expects a unit test to fail. See
 * docs/mutation-testing.md. Without `--mutate` it takes hours: name a folder.
 */
export default {
  mutate: ['shared/domain/**/*.ts'],
  testRunner: 'vitest',
  vitest: { configFile: 'vitest.mutate.config.ts' },
  coverageAnalysis: 'perTest',
  // A mutant that only runs while its module loads needs all tests and a new process: tables of words and constants.
  ignoreStatic: true,
  concurrency: 2,
  incremental: true,
  incrementalFile: '.stryker-tmp/incremental.json',
  cleanTempDir: 'always',
  // A mutant that loops forever is caught by the number of loops; this only helps when it sleeps.
  timeoutMS: 60_000,
  dryRunTimeoutMinutes: 30,
  reporters: ['clear-text', 'html', 'json', 'progress-append-only'],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false, reportMutants: true },
  htmlReporter: { fileName: 'reports/mutation/index.html' },
  jsonReporter: { fileName: 'reports/mutation/mutation.json' },
  // Vitest erases types without checking them, so the code needs no @ts-nocheck; and the rewriting of tsconfig.json
  // uses an API that TypeScript 7 does not have.
  disableTypeChecks: false,
  tsconfigFile: 'no-tsconfig-to-rewrite.json',
  ignorePatterns: ['.baton', 'cdk.out', 'coverage', 'reports'],
};
