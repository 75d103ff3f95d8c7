import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { buildSync } from 'esbuild';
import { afterAll, describe, expect, it } from 'vitest';
import { bundleFunction } from '../../infra/constructs/function-code.ts';
import { PROJECT_ROOT } from '../../infra/project-root.ts';

const LINKING = { bundle: true, format: 'esm', platform: 'node', write: false, logLevel: 'silent' } as const;

const root = mkdtempSync(join(tmpdir(), 'baton-start-file-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** Writes a bundle whose entry shares each of some modules with another file that it imports on demand. */
function bundleSharing(modules: number) {
  const source = mkdtempSync(join(root, 'source-'));
  const directory = mkdtempSync(join(root, 'bundle-'));
  const numbers = Array.from({ length: modules }, (_, index) => index);
  for (const number of numbers) {
    // Every module names its own things alike, and keeps a state that others must not see twice.
    writeFileSync(
      join(source, `counter-${number}.ts`),
      `const state = { count: ${100 * number} };
       export const countUp = () => { state.count += 1; return state.count; };
       export const fail = () => { throw new Error('failed in ${number}'); };`,
    );
    writeFileSync(
      join(source, `later-${number}.ts`),
      `import { countUp, fail } from './counter-${number}.ts';
       export const countLater = () => countUp();
       export const failLater = () => fail();`,
    );
  }
  writeFileSync(
    join(source, 'entry.ts'),
    `${numbers.map((number) => `import { countUp as count${number} } from './counter-${number}.ts';`).join('\n')}
     const LATER = [${numbers.map((number) => `() => import('./later-${number}.ts')`).join()}];
     const COUNTS = [${numbers.map((number) => `count${number}`).join()}];
     export async function handler(number) {
       const later = await LATER[number]();
       return [COUNTS[number](), later.countLater(), COUNTS[number](), later.failLater];
     }`,
  );
  const outputs = bundleFunction('sweep', join(source, 'entry.ts'), { outdir: directory });
  const files = readdirSync(directory).filter((file) => file.endsWith('.mjs'));
  return { directory, outputs, files, load: () => import(/* @vite-ignore */ join(directory, 'index.mjs')) };
}

describe('what a bundle imports at start', () => {
  it('is one file where esbuild makes many, and parts that come later share its state', async () => {
    const { files, load } = bundleSharing(20);
    expect(files.filter((file) => !file.startsWith('part-'))).toEqual(['index.mjs', 'start.mjs']);
    expect(files.filter((file) => file.startsWith('part-'))).toHaveLength(20);
    const { handler } = await load();
    for (const number of [0, 19])
      expect((await handler(number)).slice(0, 3)).toEqual([1, 2, 3].map((count) => 100 * number + count));
  });

  it('stays in a few files where there are a few', async () => {
    const { files, load } = bundleSharing(8);
    expect(files).not.toContain('start.mjs');
    expect((await (await load()).handler(1)).slice(0, 3)).toEqual([101, 102, 103]);
  });

  it('is described as what its parts consisted of', () => {
    const { directory, outputs, files } = bundleSharing(20);
    expect(Object.keys(outputs).flatMap((path) => (path.endsWith('.mjs') ? [basename(path)] : []))).toEqual(
      expect.arrayContaining(files),
    );
    const [, start] = Object.entries(outputs).find(([path]) => path.endsWith('/start.mjs')) ?? [];
    expect(Object.keys(start?.inputs ?? {}).filter((path) => /counter-\d/.test(path))).toHaveLength(20);
    expect(start?.imports.filter(({ kind }) => kind === 'dynamic-import')).toHaveLength(20);
    expect(start?.bytes).toBe(readFileSync(join(directory, 'start.mjs')).length);
    const [, later] = Object.entries(outputs).find(([path]) => /part-\w+\.mjs$/.test(path)) ?? [];
    expect(later?.imports.filter(({ external }) => !external).map(({ path }) => basename(path))).toEqual(['start.mjs']);
  });

  it('has everything that parts of the sweep take from it', () => {
    const outdir = mkdtempSync(join(root, 'sweep-'));
    bundleFunction('sweep', join(PROJECT_ROOT, 'functions/sweep/handler.ts'), { outdir });
    const parts = readdirSync(outdir).filter((file) => /^part-.*\.mjs$/.test(file));
    expect(parts.length).toBeGreaterThan(5);
    // A name that the start file lacks fails this.
    const entryPoints = parts.map((file) => join(outdir, file));
    const { errors, outputFiles } = buildSync({ ...LINKING, entryPoints, outdir: join(outdir, 'linked') });
    expect([errors, outputFiles.length]).toEqual([[], parts.length]);
  });

  it('has a map to the source', async () => {
    const { load } = bundleSharing(20);
    const [, , , failLater] = await (await load()).handler(4);
    // Under Vitest, Node reads the maps beside the files.
    const traced = catchErrorOf(failLater);
    expect(traced.stack).toMatch(/counter-4\.ts:3:/);
    expect(traced.stack).not.toContain('start.mjs');
  });
});

function catchErrorOf(failing: () => void): Error {
  try {
    failing();
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new Error('nothing failed');
}
