import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { parseInputFile, parseOutputFile } from '../../cli/file-options.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'baton-files-'));
  await writeFile(join(folder, 'plan.yaml'), 'plan: office');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it('accepts an existing file', () => {
  expect(parseInputFile(join(folder, 'plan.yaml'))).toBe(join(folder, 'plan.yaml'));
});

it('shows the full path of a missing file', () => {
  expect(() => parseInputFile(join(folder, 'plans.yaml'))).toThrow(`There is no file ${join(folder, 'plans.yaml')}.`);
});

it('refuses a folder', () => {
  expect(() => parseInputFile(folder)).toThrow(`${folder} is a folder, not a file.`);
  expect(() => parseOutputFile(folder)).toThrow(`${folder} is a folder, not a file.`);
});

it('accepts a new file in an existing folder, and creates no folder', () => {
  expect(parseOutputFile(join(folder, 'report.html'))).toBe(join(folder, 'report.html'));
  expect(() => parseOutputFile(join(folder, 'reports', 'w47.html'))).toThrow(
    `There is no folder ${join(folder, 'reports')}.`,
  );
});
