import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { buildSync } from 'esbuild';
import { BUNDLING, bundleFunctions } from '../../infra/constructs/function-code.ts';
import { measureImport, medianOf } from './measure.ts';

/** How often each bundle is imported, unless the command line says otherwise. */
const DEFAULT_ROUNDS = 15;
const BASELINE = 'baseline';

const directory = await mkdtemp(join(tmpdir(), 'baton-cold-start-'));
try {
  const rounds = Number(process.argv[2] ?? DEFAULT_ROUNDS);
  const files = bundleAll(directory);
  console.log(`Importing ${files.size} bundles ${rounds} times, each in a fresh process, in turns ...`);
  const times = new Map([...files.keys()].map((name) => [name, [] as number[]]));
  for (let round = 0; round < rounds; round += 1)
    for (const [name, file] of files) times.get(name)?.push(await measureImport(file));
  printTable(new Map([...times].map(([name, all]) => [name, medianOf(all)])));
} finally {
  await rm(directory, { recursive: true, force: true });
}

/** Bundles every function and the baseline. @returns the file of each, by name */
function bundleAll(outdir: string): ReadonlyMap<string, string> {
  buildSync({ ...BUNDLING, outdir, entryPoints: [{ in: join(import.meta.dirname, 'baseline.ts'), out: BASELINE }] });
  const bundled = Object.keys(bundleFunctions({ outdir: join(outdir, 'functions') }))
    .filter((path) => basename(path) === 'index.mjs')
    .map((path) => basename(dirname(path)));
  return new Map([
    [BASELINE, join(outdir, `${BASELINE}.mjs`)],
    ...bundled.toSorted().map((name) => [name, join(outdir, 'functions', name, 'index.mjs')] as const),
  ]);
}

function printTable(medians: ReadonlyMap<string, number>): void {
  const base = medians.get(BASELINE) ?? Number.NaN;
  console.log('CPU time to import, median in milliseconds, and as a multiple of a bare client of DynamoDB:');
  for (const [name, milliseconds] of [...medians].toSorted(([, a], [, b]) => b - a))
    console.log(`${name.padEnd(22)} ${milliseconds.toFixed(0).padStart(6)} ms   ${(milliseconds / base).toFixed(2)}`);
}
