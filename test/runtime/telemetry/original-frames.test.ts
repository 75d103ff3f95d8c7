import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildSync } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { errorFieldsOf } from '../../../shared/runtime/telemetry/error-report.ts';
import { toOriginalFrame } from '../../../shared/runtime/telemetry/original-frames.ts';

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'baton-frames-'));
  const source = ['// a', '// b', 'export function fails(): never {', '  throw new RangeError("no");', '}', ''];
  await writeFile(join(directory, 'source.ts'), source.join('\n'));
  for (const sourcemap of ['linked', false] as const)
    buildSync({
      entryPoints: [join(directory, 'source.ts')],
      outfile: join(directory, sourcemap ? 'mapped.mjs' : 'bare.mjs'),
      bundle: true,
      format: 'esm',
      minify: true,
      sourcemap,
    });
});
afterAll(() => rm(directory, { recursive: true, force: true }));

/** Returns an error as Node reports one thrown in this bundle, by a stack line like those on Lambda. */
async function errorIn(bundle: string): Promise<Error> {
  const file = join(directory, bundle);
  const column = (await readFile(file, 'utf8')).indexOf('new RangeError') + 1;
  const frame = `at e (${pathToFileURL(file).href}:1:${column})`;
  return Object.assign(new RangeError('no'), { stack: `RangeError: no\n    ${frame}` });
}

describe('an error thrown in a bundle', () => {
  it('is reported with its place in the source', async () => {
    expect(errorFieldsOf(await errorIn('mapped.mjs')).errorFrames).toEqual(['at source.ts:4:9']);
  });

  it('is reported with its place in the bundle when there is no source map', async () => {
    const [frame] = errorFieldsOf(await errorIn('bare.mjs')).errorFrames ?? [];
    expect(frame).toMatch(/bare\.mjs:1:\d+\)$/);
  });
});

it('leaves other lines as they are', () => {
  for (const frame of ['at node:internal/process/task_queues:95:5', 'at x (/a/b.ts:1:2)', 'at Array.map (<anonymous>)'])
    expect(toOriginalFrame(frame)).toBe(frame);
});
