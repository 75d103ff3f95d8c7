import { defineConfig } from 'vitest/config';
import { SummaryLineReporter } from './test/support/closing-line.ts';
import { TestFileSequencer } from './test/support/local-cloud/test-order.ts';
import { TIME_LIMITS } from './test/support/time-limits.ts';

/** Every core, the last one too: vitest leaves one free unless told, which on two cores is half of the machine. */
const ALL_CORES = '100%';

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
  maxWorkers: ALL_CORES,
  ...limit(TIME_LIMITS.unit),
};

/** Tests that change or read what all leads of an environment share: its mode, rules, provider, reports, alarms, logs. */
const ALONE = [
  'canaries',
  'crm',
  'crm-stages',
  'doctor',
  'enrichment',
  'explain',
  'forgotten',
  'managing',
  'misroutes',
  'permissions',
  'pilot',
  'publish',
  'recycled',
  'refused-calls',
  'reports',
  'resent-events',
  'shadow-mode',
  'sweep-alone',
  'sweep-heals',
].map((name) => `test/**/${name}.cloud.test.ts`);

/** Files with tests on a cloud at a time. They mostly wait for it, so more of them than processor cores are no burden. */
const CLOUD_FILES_AT_ONCE = 4;

/**
 * Five projects: `unit` for use while coding; `scenarios` plays whole lead lifecycles in memory; `infra` synthesises
 * the stack; `cloud` and `cloud-alone` run against one deployment on the local cloud, several files at once and then
 * those that need it to themselves.
 *
 * Projects of one `groupOrder` share their workers, so they must have equally many; vitest refuses to start otherwise.
 */
export default defineConfig({
  test: {
    reporters: ['default', new SummaryLineReporter()],
    sequence: { sequencer: TestFileSequencer },
    projects: [
      { test: UNIT_TESTS },
      {
        test: {
          name: 'scenarios',
          include: ['test/scenarios/**/*.test.ts'],
          isolate: false,
          maxWorkers: ALL_CORES,
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
          sequence: { groupOrder: 1 },
          ...limit(TIME_LIMITS.infra),
        },
      },
      {
        test: {
          name: 'cloud',
          include: ['test/**/*.cloud.test.ts'],
          exclude: ALONE,
          globalSetup: ['test/support/local-cloud/global-setup.ts'],
          setupFiles: ['test/support/local-cloud/trust-cloud.ts'],
          maxWorkers: CLOUD_FILES_AT_ONCE,
          sequence: { groupOrder: 2 },
          ...limit(TIME_LIMITS.cloud),
        },
      },
      {
        test: {
          name: 'cloud-alone',
          include: ALONE,
          globalSetup: ['test/support/local-cloud/global-setup.ts'],
          setupFiles: ['test/support/local-cloud/trust-cloud.ts'],
          fileParallelism: false,
          sequence: { groupOrder: 3 },
          ...limit(TIME_LIMITS.cloud),
        },
      },
    ],
  },
});
