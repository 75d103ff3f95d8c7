/**
 * Stands for `node:fs/promises` in the function bundles. Each client of the SDK looks for profiles when it is created, and
 * Lambda has none: every setting comes from the environment. The SDK goes on when there is no file.
 */
export async function readFile(): Promise<never> {
  throw Object.assign(new Error('functions read no files'), { code: 'ENOENT' });
}
