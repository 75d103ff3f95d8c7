import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Stack, Stage } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { buildSync } from 'esbuild';
import { PROJECT_ROOT } from '../local/paths.ts';

const FUNCTIONS = join(PROJECT_ROOT, 'functions');

/** Lets CommonJS packages inside the ES module find Node's own modules. */
const COMMONJS_BRIDGE =
  "import{createRequire as batonRequire}from'node:module';const require=batonRequire(import.meta.url);";

const bundled = new Set<string>();

/**
 * The code of the function in this folder: one minified ES module with all it needs in it, the AWS SDK too. All functions are
 * bundled in one go, which takes a fraction of the time that one after the other takes. Where a synth does without bundling
 * (tests of the template), it is the folder as it stands.
 */
export function functionCode(scope: Construct, name: string): Code {
  if (!Stack.of(scope).bundlingRequired) return Code.fromAsset(join(FUNCTIONS, name));
  const directory = join(Stage.of(scope)?.outdir ?? 'cdk.out', 'functions');
  if (!bundled.has(directory)) bundleAll(directory);
  bundled.add(directory);
  return Code.fromAsset(join(directory, name));
}

function bundleAll(directory: string): void {
  const names = readdirSync(FUNCTIONS).filter((name) => existsSync(join(FUNCTIONS, name, 'handler.ts')));
  buildSync({
    absWorkingDir: PROJECT_ROOT,
    entryPoints: names.map((name) => ({ in: join(FUNCTIONS, name, 'handler.ts'), out: join(name, 'index') })),
    outdir: directory,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    mainFields: ['module', 'main'],
    banner: { js: COMMONJS_BRIDGE },
    minify: true,
    sourcemap: 'linked',
    sourcesContent: false,
    logLevel: 'warning',
  });
}
