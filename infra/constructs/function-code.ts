import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Stack, Stage } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { type BuildOptions, buildSync, type Metafile } from 'esbuild';
import { PROJECT_ROOT } from '../project-root.ts';

const FUNCTIONS = join(PROJECT_ROOT, 'functions');

/** Lets CommonJS packages inside the ES module load Node's built-in modules. */
const COMMONJS_BANNER =
  "import{createRequire as batonRequire}from'node:module';const require=batonRequire(import.meta.url);";

const bundledDirectories = new Set<string>();

/**
 * Returns the code of the function in this folder: one minified ES module with all dependencies, including the AWS SDK.
 * All functions are bundled in one run, which takes a fraction of the time of separate runs. When a synth skips
 * bundling (template tests), returns the folder as it is.
 */
export function functionCode(scope: Construct, name: string): Code {
  if (!Stack.of(scope).bundlingRequired) return Code.fromAsset(join(FUNCTIONS, name));
  const directory = join(Stage.of(scope)?.outdir ?? 'cdk.out', 'functions');
  if (!bundledDirectories.has(directory)) bundleFunctions({ outdir: directory });
  bundledDirectories.add(directory);
  return Code.fromAsset(join(directory, name));
}

/** Functions that load part of their code on demand; that part becomes a separate file beside the bundle. */
const WITH_SPLITTING: readonly string[] = [
  'manage-erasures',
  'manage-plans',
  'manage-quarantine',
  'manage-reps',
  'notify-rep',
  'receive-lead',
  'send-digests',
  'sweep',
  'take-bounces',
  'take-due-step',
];

/** Bundles every function to a directory or to memory, and returns what each output file consists of. */
export function bundleFunctions(to: { readonly outdir: string; readonly write?: false }): Metafile['outputs'] {
  const names = readdirSync(FUNCTIONS).filter((name) => existsSync(join(FUNCTIONS, name, 'handler.ts')));
  const withoutSplitting = names.filter((name) => !WITH_SPLITTING.includes(name));
  const results = [
    buildSync({ ...BUNDLING, ...to, entryPoints: withoutSplitting.map((name) => entryOf(name, join(name, 'index'))) }),
    ...WITH_SPLITTING.map((name) =>
      buildSync({
        ...BUNDLING,
        ...to,
        outdir: join(to.outdir, name),
        entryPoints: [entryOf(name, 'index')],
        splitting: true,
        chunkNames: 'part-[hash]',
      }),
    ),
  ];
  return Object.assign({}, ...results.map(({ metafile }) => metafile.outputs));
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
  alias: { '@aws-sdk/credential-provider-node': join(PROJECT_ROOT, 'shared/runtime/lambda/lambda-credentials.ts') },
  banner: { js: COMMONJS_BANNER },
  minify: true,
  charset: 'utf8',
  // Read only when an error is reported: shared/runtime/telemetry/original-frames.ts.
  sourcemap: 'linked',
  sourcesContent: false,
  metafile: true,
  logLevel: 'warning',
} as const satisfies BuildOptions;

function entryOf(name: string, out: string): { readonly in: string; readonly out: string } {
  return { in: join(FUNCTIONS, name, 'handler.ts'), out };
}
