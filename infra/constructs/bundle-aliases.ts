import { join } from 'node:path';
import { PROJECT_ROOT } from '../project-root.ts';

const LAMBDA = 'shared/runtime/lambda';
const pathOf = (file: string) => join(PROJECT_ROOT, LAMBDA, file);

/** Lambda provides credentials only through the environment. */
export const CREDENTIALS_ALIAS = { '@aws-sdk/credential-provider-node': pathOf('lambda-credentials.ts') } as const;

/**
 * Packages that a bundle loads from a file beside it, with the first call of one of their functions, though the code that
 * calls them awaits nothing. `module`: what stands for the package and loads the file, which is named for the module.
 */
export const LATER_PACKAGES = [
  { package: 'libphonenumber-js/max', name: 'libphonenumber-js', module: `${LAMBDA}/later/libphonenumber-js.ts` },
  { package: 'temporal-polyfill', name: 'temporal-polyfill', module: `${LAMBDA}/later/temporal-polyfill.ts` },
] as const;

/**
 * What the function bundles contain instead of modules that do more at start than Lambda needs. A name that a module here
 * lacks fails the bundling: docs/adr/0037-cold-starts.md.
 */
export const BUNDLE_ALIASES: Readonly<Record<string, string>> = {
  ...CREDENTIALS_ALIAS,
  ...Object.fromEntries(LATER_PACKAGES.map((later) => [later.package, join(PROJECT_ROOT, later.module)])),
  '@aws-sdk/middleware-endpoint-discovery': pathOf('no-endpoint-discovery.ts'),
  'node:crypto': pathOf('node/crypto.ts'),
  'node:fs': pathOf('node/fs.ts'),
  'node:fs/promises': pathOf('node/fs-promises.ts'),
  'node:process': pathOf('node/process.ts'),
  'node:zlib': pathOf('node/zlib.ts'),
};

/** Names what the function bundles mean by some of Node's globals. */
export const BUNDLE_GLOBALS = pathOf('node/globals.ts');
