import { join, resolve } from 'node:path';

/** The checkout. */
export const PROJECT_ROOT = resolve(import.meta.dirname, '..');

/** Everything the local cloud leaves on disk lives in here; removing it is always safe. */
export const BATON_DIRECTORY = join(PROJECT_ROOT, '.baton');

/** The pinned tools, among them the Node that Lambda functions run in. */
export const TOOLS_DIRECTORY = join(PROJECT_ROOT, 'node_modules', '.bin');
