import { defineConfig } from 'vitest/config';
import { UNIT_TESTS } from './vitest.config.ts';

/**
 * The unit tests of the domain and of use cases, for Stryker. It runs the tests that reach a mutant again and again:
 * those of the API, the CLI and the simulated year reach most of the domain and would take hours. Stryker
 * itself runs as many of them at once as there are cores.
 */
export default defineConfig({
  test: { ...UNIT_TESTS, name: 'mutate', maxWorkers: 1, include: ['test/{domain,use-cases}/**/*.test.ts'] },
});
