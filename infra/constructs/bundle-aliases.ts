import { join } from 'node:path';
import { PROJECT_ROOT } from '../project-root.ts';

const LAMBDA = 'shared/runtime/lambda';
const pathOf = (file: string) => join(PROJECT_ROOT, LAMBDA, file);

/** Lambda provides credentials only through the environment. */
export const CREDENTIALS_ALIAS = { '@aws-sdk/credential-provider-node': pathOf('lambda-credentials.ts') } as const;

/** A package that a bundle loads from a file beside it, though the code that calls it awaits nothing. */
export interface LaterPackage {
  /** What is imported. */
  readonly specifier: string;
  /** Name of the file, and of the module in `later/` that stands for the package and loads it with its first call. */
  readonly name: string;
  /** What the file contains, if not the whole package. */
  readonly parts?: string;
  /** Functions of which nearly every call needs it: loading it later would only move it. */
  readonly atStartIn: readonly string[];
}

export const LATER_PACKAGES: readonly LaterPackage[] = [
  {
    specifier: '@aws-sdk/client-s3',
    name: 'client-s3',
    parts: pathOf('later/client-s3-parts.ts'),
    atStartIn: [],
  },
  {
    specifier: 'libphonenumber-js/max',
    name: 'libphonenumber-js',
    parts: pathOf('later/libphonenumber-js-parts.ts'),
    atStartIn: [],
  },
  { specifier: 'temporal-polyfill', name: 'temporal-polyfill', atStartIn: ['assign-leads'] },
  { specifier: 'tldts', name: 'tldts', atStartIn: ['enrich-lead', 'receive-lead'] },
];

/** Returns the module that stands for a package, as bundles name it. */
export function moduleOf({ name }: LaterPackage): string {
  return `${LAMBDA}/later/${name}.ts`;
}

/** Returns what the bundle of a function contains instead of the packages that it loads later. */
export function laterAliasesOf(functionName: string): Readonly<Record<string, string>> {
  const later = LATER_PACKAGES.filter(({ atStartIn }) => !atStartIn.includes(functionName));
  return Object.fromEntries(later.map((one) => [one.specifier, join(PROJECT_ROOT, moduleOf(one))]));
}

/**
 * What the function bundles contain instead of modules that do more at start than Lambda needs. A name that a module here
 * lacks fails the bundling: docs/adr/0037-cold-starts.md.
 */
export const BUNDLE_ALIASES = {
  ...CREDENTIALS_ALIAS,
  '@aws-sdk/middleware-endpoint-discovery': pathOf('no-endpoint-discovery.ts'),
  '@smithy/core/event-streams': pathOf('no-event-streams.ts'),
  'node:crypto': pathOf('node/crypto.ts'),
  'node:fs': pathOf('node/fs.ts'),
  'node:fs/promises': pathOf('node/no-files.ts'),
  'node:process': pathOf('node/process.ts'),
  'node:zlib': pathOf('node/zlib.ts'),
} as const;

/** Names what the function bundles mean by some of Node's globals. */
export const BUNDLE_GLOBALS = pathOf('node/globals.ts');
