import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bundleDirectory } from '../../../infra/local/bundle-cache.ts';

let root: string;
const kept = () => join(root, 'bundles');
const current = () => bundleDirectory(root, kept());

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'bundles-'));
  for (const folder of ['functions/sweep', 'shared/domain', 'infra/constructs', 'node_modules'])
    await mkdir(join(root, folder), { recursive: true });
  for (const file of ['tsconfig.json', 'package.json', ...BUNDLERS, ...SOURCES])
    await writeFile(join(root, file), 'before');
});
afterEach(() => rm(root, { recursive: true, force: true }));

const BUNDLERS = [
  'infra/constructs/bundle-aliases.ts',
  'infra/constructs/function-code.ts',
  'infra/constructs/start-file.ts',
];
const SOURCES = ['functions/sweep/handler.ts', 'shared/domain/lead.ts', 'node_modules/.package-lock.json'];

describe('the directory of bundles', () => {
  it('is the same while nothing changes', async () => {
    expect(await current()).toBe(await current());
    expect(await current()).toContain(kept());
  });

  it.each([...SOURCES, ...BUNDLERS])('is another one when %s changes', async (file) => {
    const before = await current();
    await writeFile(join(root, file), 'after');
    expect(await current()).not.toBe(before);
  });

  it('is another one when a file is renamed', async () => {
    const before = await current();
    await rm(join(root, 'shared/domain/lead.ts'));
    await writeFile(join(root, 'shared/domain/rep.ts'), 'before');
    expect(await current()).not.toBe(before);
  });

  it('is kept, unlike others after a day', async () => {
    const used = await current();
    for (const name of ['recent', 'old']) await mkdir(join(kept(), name), { recursive: true });
    await mkdir(used);
    const before = new Date(Date.now() - 25 * 3_600_000);
    await utimes(join(kept(), 'old'), before, before);
    await utimes(used, before, before);
    expect(await current()).toBe(used);
    expect((await readdir(kept())).sort()).toEqual([used.slice(kept().length + 1), 'recent'].sort());
  });
});
