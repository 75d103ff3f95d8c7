import { join, resolve } from 'node:path';

/** The root of the checkout. */
export const PROJECT_ROOT = resolve(import.meta.dirname, '..');

/** Holds everything that the local cloud stores on disk; always safe to remove. */
export const BATON_DIRECTORY = join(PROJECT_ROOT, '.baton');

/** The pinned tools, including the Node version that Lambda functions run on. */
export const TOOLS_DIRECTORY = join(PROJECT_ROOT, 'node_modules', '.bin');
