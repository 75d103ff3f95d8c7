import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** Files by their path in the tree, each with its text. */
export type PlantedFiles = Readonly<Record<string, string>>;

/** Writes the files into an empty directory, looks at it, and removes it again. */
export async function withPlantedTree<Seen>(
  files: PlantedFiles,
  look: (directory: string) => Promise<Seen> | Seen,
): Promise<Seen> {
  const directory = mkdtempSync(join(tmpdir(), 'baton-planted-'));
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(directory, path)), { recursive: true });
      writeFileSync(join(directory, path), text);
    }
    return await look(directory);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
