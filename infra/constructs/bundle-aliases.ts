import { join } from 'node:path';
import { PROJECT_ROOT } from '../project-root.ts';

const LAMBDA = join(PROJECT_ROOT, 'shared/runtime/lambda');

/** Lambda provides credentials only through the environment. */
export const CREDENTIALS_ALIAS = {
  '@aws-sdk/credential-provider-node': join(LAMBDA, 'lambda-credentials.ts'),
} as const;

/**
 * What the function bundles contain instead of modules that do more at start than Lambda needs. A name that a module here
 * lacks fails the bundling: docs/adr/0037-cold-starts.md.
 */
export const BUNDLE_ALIASES = {
  ...CREDENTIALS_ALIAS,
  '@aws-sdk/middleware-endpoint-discovery': join(LAMBDA, 'no-endpoint-discovery.ts'),
  'node:crypto': join(LAMBDA, 'node/crypto.ts'),
  'node:fs': join(LAMBDA, 'node/fs.ts'),
  'node:fs/promises': join(LAMBDA, 'node/fs-promises.ts'),
  'node:process': join(LAMBDA, 'node/process.ts'),
  'node:zlib': join(LAMBDA, 'node/zlib.ts'),
} as const;

/** Names what the function bundles mean by some of Node's globals. */
export const BUNDLE_GLOBALS = join(LAMBDA, 'node/globals.ts');
