import type { readFile as ReadFile } from 'node:fs/promises';

/** Stands for `node:fs/promises` in the function bundles: the SDK alone reads files by it, and looks for profiles. */
export const readFile = ((...args: Parameters<typeof ReadFile>) =>
  process.getBuiltinModule('node:fs/promises').readFile(...args)) as typeof ReadFile;
