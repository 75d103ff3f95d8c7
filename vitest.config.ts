import { defineConfig } from 'vitest/config';
import { ClosingLine } from './test/closing-line.ts';
import { PermissionsLast } from './test/local-cloud/permissions-last.ts';

/** Three parts: `unit` is what one runs while coding, `infra` synthesises the stack, `cloud` runs against the local cloud. */
export default defineConfig({
  test: {
    reporters: ['default', new ClosingLine()],
    sequence: { sequencer: PermissionsLast },
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/{domain,use-cases,functions,runtime,adapters,scenarios,simulation,cli}/**/*.test.ts'],
          exclude: ['**/*.cloud.test.ts'],
        },
      },
      {
        test: {
          name: 'infra',
          include: ['test/infra/**/*.test.ts'],
          exclude: ['**/*.cloud.test.ts'],
          // The CDK takes seconds to load and a stack to synthesise: once for all files.
          isolate: false,
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 240_000,
        },
      },
      {
        test: {
          name: 'cloud',
          include: ['test/**/*.cloud.test.ts'],
          globalSetup: ['test/local-cloud/global-setup.ts'],
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
});
