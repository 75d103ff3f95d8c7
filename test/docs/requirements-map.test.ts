import { existsSync } from 'node:fs';
import { expect, it } from 'vitest';
import { codeSpansIn, readPage, tableRowsOf } from './doc-page.ts';

const TOP = new URL('../../', import.meta.url);
const page = readPage('docs/requirements-map.md');
const rows = tableRowsOf(page, 'no.').map(([no = '', wanted = '', state = '', code = '', test = '']) => ({
  no,
  wanted,
  state,
  code: codeSpansIn(code),
  tests: codeSpansIn(test),
}));

/** The numbers of a kind of requirement, from 1 on. */
const numbers = (letter: string, count: number) => Array.from({ length: count }, (_, index) => `${letter}${index + 1}`);
const missing = (files: readonly string[]) => files.filter((file) => !existsSync(new URL(file, TOP)));
const notTests = (files: readonly string[]) => files.filter((file) => !/^test\/.+\.test\.ts$/.test(file));

it('has each requirement once, in order', () => {
  expect(rows.map(({ no }) => no)).toEqual([...numbers('R', 108), ...numbers('B', 15)]);
});

it.each(rows)('$no says what is wanted and how far it is met, by code and a test that exist', (row) => {
  expect(row.wanted).not.toBe('');
  expect(row.state).toMatch(/^(?:met|(?:partly|not now): \S.{10,})$/);
  expect([...missing(row.code), ...missing(row.tests), ...notTests(row.tests)]).toEqual([]);
  const isNamed = [row.code, row.tests].map((files) => files.length > 0);
  const isStarted = !row.state.startsWith('not now');
  expect(isNamed).toEqual([isStarted, isStarted]);
});

it('has ten wishes of users, each with code and a test that exist', () => {
  const wishes = tableRowsOf(page, 'wish');
  expect(wishes).toHaveLength(10);
  for (const [wish, code = '', test = ''] of wishes) {
    const files = [codeSpansIn(code), codeSpansIn(test)];
    expect(
      files.map((found) => found.length > 0),
      wish,
    ).toEqual([true, true]);
    expect([...missing(files.flat()), ...notTests(codeSpansIn(test))], wish).toEqual([]);
  }
});

it('has a test that exists for each defect', () => {
  const defects = tableRowsOf(page, 'defect');
  expect(defects.length).toBeGreaterThan(40);
  for (const [defect, test = ''] of defects) {
    expect(codeSpansIn(test), defect).not.toEqual([]);
    expect([...missing(codeSpansIn(test)), ...notTests(codeSpansIn(test))], defect).toEqual([]);
  }
});
