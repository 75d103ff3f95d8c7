import { globSync } from 'node:fs';
import { expect, it } from 'vitest';
import { PROJECT_ROOT } from '../../infra/project-root.ts';

/** Folders whose tests are named for a behaviour, because they run many source files at once. */
const BEHAVIOUR_FOLDERS = ['architecture', 'docs', 'e2e', 'infra', 'scenarios', 'simulation', 'support'];

/** Tests of many small files of one kind at once, which would say the same in each. */
const TESTS_OF_MANY_FILES = [
  // The contract suites, run on the fakes and on the real tables.
  'test/adapters/dynamodb/small-tables.cloud.test.ts',
  'test/adapters/dynamodb/stores.cloud.test.ts',
  'test/adapters/in-memory/in-memory-receivers.test.ts',
  'test/adapters/in-memory/in-memory-stores.test.ts',
  // Races of the real tables with use cases on them.
  'test/adapters/dynamodb/one-person.cloud.test.ts',
  'test/adapters/dynamodb/parallel-writers.cloud.test.ts',
  // How often each use case calls the stores.
  'test/use-cases/store-calls.test.ts',
  // What holds for every route of the API.
  'test/api/bodies.test.ts',
  'test/api/openapi-file.test.ts',
  'test/api/refused-calls.test.ts',
  'test/api/views.test.ts',
];

/** Every use case has a test of its own name, but for files that hold types alone. */
const NAMED_USE_CASES = 'shared/use-cases/**/*.ts';
const USE_CASES_WITHOUT_TEST = [
  'shared/use-cases/crm/reading-deps.ts',
  'shared/use-cases/crm/sync-deps.ts',
  'shared/use-cases/deps.ts',
  'shared/use-cases/privacy/privacy-deps.ts',
];

const tests = globSync('test/**/*.test.ts', { cwd: PROJECT_ROOT });

/** Returns the files that a test may be about: `x.test.ts` and `x.some-aspect.test.ts` are about `x.ts`. */
function sourcesOf(test: string): readonly string[] {
  const [, folder = '', name = ''] = /^test\/(?:(.*)\/)?([^./]+)[^/]*$/.exec(test) ?? [];
  return [`shared/${folder}/${name}.ts`, `${folder}/${name}.ts`];
}

it('every test file has the name and place of the file it tests', () => {
  const sources = new Set(globSync('{bench,cli,functions,infra,shared}/**/*.ts', { cwd: PROJECT_ROOT }));
  expect(sources.size).toBeGreaterThan(400);
  const lost = tests.filter(
    (test) =>
      !BEHAVIOUR_FOLDERS.includes(test.split('/')[1] ?? '') &&
      !TESTS_OF_MANY_FILES.includes(test) &&
      !sourcesOf(test).some((source) => sources.has(source)),
  );
  expect(lost).toEqual([]);
});

it('every use case has a test of its own name', () => {
  const tested = new Set(tests.flatMap(sourcesOf));
  const useCases = globSync(NAMED_USE_CASES, { cwd: PROJECT_ROOT });
  expect(useCases.length).toBeGreaterThan(60);
  expect(useCases.filter((file) => !tested.has(file)).sort()).toEqual(USE_CASES_WITHOUT_TEST.toSorted());
});

it('every exception is a test file that exists and that no rule covers', () => {
  expect(TESTS_OF_MANY_FILES.filter((test) => !tests.includes(test))).toEqual([]);
  expect(BEHAVIOUR_FOLDERS.filter((folder) => !tests.some((test) => test.startsWith(`test/${folder}/`)))).toEqual([]);
});
