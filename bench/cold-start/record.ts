import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { buildSync } from 'esbuild';
import { BASELINE_BUNDLING, bundleFunctions } from '../../infra/constructs/function-code.ts';
import { fillStub, firstCallOf, RECEIVER, receivedLeadOf, SECRETS } from './first-calls.ts';
import { type Measured, measureStart, medianOf } from './measure.ts';
import { startStubServices } from './stub-services.ts';

/** How often each bundle is imported, unless the command line says otherwise. */
const DEFAULT_ROUNDS = 15;
const BASELINE = 'baseline';

const directory = await mkdtemp(join(tmpdir(), 'baton-cold-start-'));
const services = await startStubServices(SECRETS);
try {
  const rounds = Number(process.argv[2] ?? DEFAULT_ROUNDS);
  const files = bundleAll(directory);
  await fillStub(services.url);
  console.log(`Starting ${files.size} functions ${rounds} times, each in a fresh process, in turns ...`);
  const measured = new Map([...files.keys()].map((name) => [name, [] as Measured[]]));
  for (let round = 0; round < rounds; round += 1) {
    let lead = '';
    // The receiver comes first: the others on the path work on its lead.
    for (const [name, file] of files) {
      const one = await measureStart(file, services.url, firstCallOf(name, { round, lead }));
      if (name === RECEIVER) lead = receivedLeadOf(one.answer);
      measured.get(name)?.push(one);
    }
  }
  printTable(measured);
} finally {
  services.close();
  await rm(directory, { recursive: true, force: true });
}

/** Bundles every function and the baseline. @returns the file of each, by name */
function bundleAll(outdir: string): ReadonlyMap<string, string> {
  const entryPoints = [{ in: join(import.meta.dirname, 'baseline.ts'), out: BASELINE }];
  buildSync({ ...BASELINE_BUNDLING, outdir, entryPoints });
  const bundled = Object.keys(bundleFunctions({ outdir: join(outdir, 'functions') }))
    .filter((path) => basename(path) === 'index.mjs')
    .map((path) => basename(dirname(path)));
  const names = [RECEIVER, ...bundled.filter((name) => name !== RECEIVER).toSorted()];
  return new Map([
    [BASELINE, join(outdir, `${BASELINE}.mjs`)],
    ...names.map((name) => [name, join(outdir, 'functions', name, 'index.mjs')] as const),
  ]);
}

function printTable(measured: ReadonlyMap<string, readonly Measured[]>): void {
  const medians = [...measured].map(([name, all]) => ({
    name,
    load: medianOf(all.map(({ load }) => load)),
    firstCall: medianOf(all.map(({ firstCall }) => firstCall)),
  }));
  const base = medians.find(({ name }) => name === BASELINE)?.load ?? Number.NaN;
  console.log(
    'CPU time, medians in milliseconds: to load, as a multiple of a bare client of DynamoDB, and of a first call:',
  );
  for (const { name, load, firstCall } of medians.toSorted((a, b) => b.load - a.load)) {
    const call =
      firstCallOf(name, { round: 0, lead: '' }) === undefined ? '' : `${firstCall.toFixed(0).padStart(8)} ms`;
    console.log(`${name.padEnd(22)} ${load.toFixed(0).padStart(6)} ms   ${(load / base).toFixed(2)}${call}`);
  }
}
