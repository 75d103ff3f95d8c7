import { createHash } from 'node:crypto';
import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { BATON_DIRECTORY, PROJECT_ROOT } from '../project-root.ts';

/** Everything that a bundle is made of: our code, how it is bundled, and the installed packages. */
const INPUTS = [
  'functions',
  'shared',
  'infra/constructs/bundle-aliases.ts',
  'infra/constructs/function-code.ts',
  'infra/constructs/start-file.ts',
  'tsconfig.json',
  'package.json',
];
const INSTALLED_PACKAGES = 'node_modules/.package-lock.json';

/** Bundles of other code are removed once they are this old. */
const KEPT_MILLISECONDS = 24 * 3_600_000;

/**
 * Returns the directory for the bundles of the functions as they are now: several deployments of the same code to local
 * clouds bundle it once. Removes old ones.
 */
export async function bundleDirectory(root = PROJECT_ROOT, kept = join(BATON_DIRECTORY, 'bundles')): Promise<string> {
  const hash = createHash('sha256');
  for (const file of [...(await filesIn(root)), INSTALLED_PACKAGES])
    hash.update(`${file}\n`).update(await readFile(join(root, file)).catch(() => ''));
  const name = hash.digest('hex').slice(0, 32);
  for (const other of await readdir(kept).catch(() => []))
    if (other !== name && (await isOld(join(kept, other))))
      await rm(join(kept, other), { recursive: true, force: true });
  return join(kept, name);
}

async function filesIn(root: string): Promise<readonly string[]> {
  const found = await Promise.all(
    INPUTS.map(async (input) => {
      if (!(await stat(join(root, input))).isDirectory()) return [input];
      const entries = await readdir(join(root, input), { recursive: true, withFileTypes: true });
      return entries
        .filter((entry) => entry.isFile())
        .map(({ parentPath, name }) => join(parentPath, name).slice(root.length + 1));
    }),
  );
  return found.flat().sort();
}

async function isOld(directory: string): Promise<boolean> {
  const { mtimeMs } = await stat(directory);
  return Date.now() - mtimeMs > KEPT_MILLISECONDS;
}
