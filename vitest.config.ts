import { defineConfig } from 'vitest/config';
import { SummaryLineReporter } from './test/support/closing-line.ts';
import { RunLastSequencer } from './test/support/local-cloud/late-comers.ts';
import { TIME_LIMITS } from './test/support/time-limits.ts';

const limit = (milliseconds: number) => ({ testTimeout: milliseconds, hookTimeout: milliseconds });

/** The quick tests; also those that mutation tests run. */
export const UNIT_TESTS = {
  name: 'unit',
  include: [
    'test/{adapters,api,architecture,bench,channels,cli,docs,domain,functions,runtime,simulation,sources,support,use-cases}/**/*.test.ts',
  ],
  exclude: ['**/*.cloud.test.ts'],
  // No test here shares state between files, and reloading the modules for each file would take longer than the tests.
  isolate: false,
  ...limit(TIME_LIMITS.unit),
};

/**
 * Four projects: `unit` for use while coding; `scenarios` plays whole lead lifecycles in memory; `infra` synthesises
 * the stack; `cloud` runs against the local cloud.
 */
export default defineConfig({
  test: {
    reporters: ['default', new SummaryLineReporter()],
    sequence: { sequencer: RunLastSequencer },
    projects: [
      { test: UNIT_TESTS },
      {
        test: {
          name: 'scenarios',
          include: ['test/scenarios/**/*.test.ts'],
          isolate: false,
          ...limit(TIME_LIMITS.scenario),
        },
      },
      {
        test: {
          name: 'infra',
          include: ['test/infra/**/*.test.ts'],
          exclude: ['**/*.cloud.test.ts'],
          // Loading the CDK and synthesising a stack take seconds each: do it once for all files.
          isolate: false,
          fileParallelism: false,
          ...limit(TIME_LIMITS.infra),
        },
      },
      {
        test: {
          name: 'cloud',
          include: ['test/**/*.cloud.test.ts'],
          globalSetup: ['test/support/local-cloud/global-setup.ts'],
          fileParallelism: false,
          ...limit(TIME_LIMITS.cloud),
        },
      },
    ],
  },
});
