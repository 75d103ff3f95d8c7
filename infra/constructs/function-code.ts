import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Stack, Stage } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { type BuildOptions, buildSync, type Metafile } from 'esbuild';
import { PROJECT_ROOT } from '../project-root.ts';
import {
  BUNDLE_ALIASES,
  BUNDLE_GLOBALS,
  CREDENTIALS_ALIAS,
  LATER_PACKAGES,
  laterAliasesOf,
  moduleOf,
} from './bundle-aliases.ts';
import { mergeStartFiles } from './start-file.ts';

const FUNCTIONS = join(PROJECT_ROOT, 'functions');

/** Lets CommonJS packages inside the ES module load Node's built-in modules. */
const COMMONJS_BANNER =
  "import{createRequire as batonRequire}from'node:module';const require=batonRequire(import.meta.url);";

/**
 * Has zod parse without compiling code first. Compiling pays only after hundreds of values, and a process would do it for
 * every kind of object in its first calls. Set before zod is loaded, because a schema decides when it is built.
 */
const ZOD_SETTING = '(globalThis.__zod_globalConfig??={}).jitless=true;';

const bundledDirectories = new Set<string>();

/**
 * Returns the code of the function in this folder: one minified ES module with all dependencies, including the AWS SDK.
 * When a synth skips bundling (template tests), returns the folder as it is.
 */
export function functionCode(scope: Construct, name: string): Code {
  if (!Stack.of(scope).bundlingRequired) return Code.fromAsset(join(FUNCTIONS, name));
  const kept: unknown = scope.node.tryGetContext('bundles');
  if (kept !== undefined) return Code.fromAsset(join(bundleOnce(String(kept)), name));
  const directory = join(Stage.of(scope)?.outdir ?? 'cdk.out', 'functions');
  if (!bundledDirectories.has(directory)) bundleFunctions({ outdir: directory });
  bundledDirectories.add(directory);
  return Code.fromAsset(join(directory, name));
}

/** Bundles to a directory unless it is there: a deployment to a local cloud names one by what the bundles consist of. */
function bundleOnce(directory: string): string {
  if (existsSync(directory)) return directory;
  // Whole or not at all, also when two begin at once.
  const unfinished = `${directory}-${process.pid}`;
  mkdirSync(unfinished, { recursive: true });
  bundleFunctions({ outdir: unfinished });
  try {
    renameSync(unfinished, directory);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    if (!existsSync(directory)) throw error;
  }
  return directory;
}

/**
 * Bundles every function to a directory or to memory, and returns what each output file consists of. What a function
 * imports on demand becomes a separate file beside its bundle, which a cold start does not load.
 */
export function bundleFunctions(to: { readonly outdir: string; readonly write?: false }): Metafile['outputs'] {
  const names = readdirSync(FUNCTIONS).filter((name) => existsSync(join(FUNCTIONS, name, 'handler.ts')));
  const results = names.map((name) =>
    bundleFunction(name, join(FUNCTIONS, name, 'handler.ts'), { ...to, outdir: join(to.outdir, name) }),
  );
  return Object.assign({}, ...results);
}

/**
 * Bundles one function, or a part of it, as `index.mjs`. In memory its parts stay as esbuild splits them.
 * @param entry its file
 */
export function bundleFunction(
  name: string,
  entry: string,
  to: { readonly outdir: string; readonly write?: false },
): Metafile['outputs'] {
  const alias = { ...BUNDLING.alias, ...laterAliasesOf(name) };
  const { metafile } = buildSync({ ...BUNDLING, ...to, alias, entryPoints: [{ in: entry, out: 'index' }] });
  const parts = to.write === false ? metafile.outputs : mergeStartFiles(metafile.outputs, BUNDLING.absWorkingDir);
  return { ...parts, ...bundleLaterPackages(to, metafile) };
}

/** Bundles what a function loads from files beside its bundle, for those packages that it contains. */
function bundleLaterPackages(
  to: { readonly outdir: string; readonly write?: false },
  { inputs }: Metafile,
): Metafile['outputs'] {
  const contained = LATER_PACKAGES.filter((later) => moduleOf(later) in inputs);
  const entryPoints = contained.map(({ specifier, parts, name }) => ({ in: parts ?? specifier, out: name }));
  return buildSync({ ...BUNDLING, ...AS_COMMONJS, ...to, entryPoints }).metafile.outputs;
}

/** How every function is bundled. */
export const BUNDLING = {
  absWorkingDir: PROJECT_ROOT,
  outExtension: { '.js': '.mjs' },
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node24',
  mainFields: ['module', 'main'],
  alias: BUNDLE_ALIASES,
  inject: [BUNDLE_GLOBALS],
  banner: { js: `${COMMONJS_BANNER}${ZOD_SETTING}` },
  minify: true,
  splitting: true,
  chunkNames: 'part-[hash]',
  charset: 'utf8',
  // Read only when an error is reported: shared/runtime/telemetry/original-frames.ts.
  sourcemap: 'linked',
  sourcesContent: false,
  metafile: true,
  logLevel: 'warning',
} as const satisfies BuildOptions;

/** The same with the SDK as it comes, but for credentials: what a function's start is measured against. */
export const BASELINE_BUNDLING = { ...BUNDLING, alias: CREDENTIALS_ALIAS, inject: [] } as const satisfies BuildOptions;

/** A module that is loaded in the middle of a call that awaits nothing. */
const AS_COMMONJS = {
  format: 'cjs',
  outExtension: { '.js': '.cjs' },
  splitting: false,
  banner: {},
  // The iCal library makes what stands for Temporal the global one, which the polyfill would take for Node's own.
  define: { 'globalThis.Temporal': 'undefined' },
} as const satisfies BuildOptions;
