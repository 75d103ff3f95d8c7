import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { type BuildOptions, buildSync, type Metafile } from 'esbuild';

type Outputs = Metafile['outputs'];
type Output = Outputs[string];

/** From this many files on, reading one is measurably faster than reading them all: docs/adr/0037-cold-starts.md. */
const MIN_FILES = 12;

/** Name of the merged file. Not `index`: a part that comes later must find the same module, whatever Lambda calls its entry. */
const START = 'start';

/** All that is left of the entry. */
const ENTRY = `export{handler}from"./${START}.mjs";\n`;

/** An import of a part, as esbuild writes it when it minifies. */
const PART_IMPORT = /import(?:\{([^{}]*)\}from)?"\.\/(part-[A-Z0-9]+\.mjs)";/g;

/**
 * Merges what a bundle imports at start into one file, `start.mjs`, if esbuild split it into many. What is imported on
 * demand stays in files of its own. Changes the files of the bundle, and returns what each consists of afterwards.
 * @param outputs files of one bundle, as esbuild names them, written to `root`
 */
export function mergeStartFiles(outputs: Outputs, root: string): Outputs {
  const entry = Object.keys(outputs).find((path) => basename(path) === 'index.mjs');
  if (entry === undefined) return outputs;
  const merged = [...listStartFiles(entry, outputs)];
  if (merged.length < MIN_FILES) return outputs;
  const directory = join(root, dirname(entry));
  const atStart = new Set(merged.map((path) => basename(path)));
  const built = buildStartFile(merged, outputs, directory, atStart);
  writeFileSync(join(root, entry), ENTRY);
  for (const path of merged.filter((one) => one !== entry))
    for (const file of [path, `${path}.map`]) rmSync(join(root, file), { force: true });
  rmSync(join(root, `${entry}.map`), { force: true });
  const later = Object.keys(outputs).filter((path) => path.endsWith('.mjs') && !merged.includes(path));
  for (const path of later) importFromStart(join(root, path), atStart);
  return describeOutputs(outputs, entry, merged, built);
}

/** Returns a file and its static imports, each once. */
function listStartFiles(path: string, outputs: Outputs, found = new Set<string>()): ReadonlySet<string> {
  if (found.has(path)) return found;
  found.add(path);
  for (const { path: imported, kind, external } of outputs[path]?.imports ?? [])
    if (kind === 'import-statement' && !external) listStartFiles(imported, outputs, found);
  return found;
}

/** Bundles the parts to one file that exports all that any of them did, under a name made of the part's. */
function buildStartFile(
  merged: readonly string[],
  outputs: Outputs,
  directory: string,
  atStart: ReadonlySet<string>,
): Output {
  // Esbuild names the exports of a part by its own letters, so that two parts use the same ones.
  const contents = merged.map((path) => {
    const names = (outputs[path]?.exports ?? []).map((name) => `${name} as ${startNameOf(basename(path), name)}`);
    return `export{${names.join()}}from"./${basename(path)}";`;
  });
  const others = Object.keys(outputs).map((path) => basename(path));
  const { metafile } = buildSync({
    ...MERGING,
    absWorkingDir: directory,
    outfile: join(directory, `${START}.mjs`),
    stdin: { contents: contents.join(''), resolveDir: directory, sourcefile: `${START}.js` },
    external: others.filter((file) => !atStart.has(file) && file.endsWith('.mjs')).map((file) => `./${file}`),
  });
  const [output] = Object.entries(metafile.outputs).flatMap(([path, one]) => (path.endsWith('.mjs') ? [one] : []));
  if (output === undefined) throw new Error(`${directory} has no start file`);
  return output;
}

const MERGING = {
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node24',
  minify: true,
  // The parts contain only what is used: nothing in them may be dropped for what package.json says of the folder.
  ignoreAnnotations: true,
  charset: 'utf8',
  sourcemap: 'linked',
  sourcesContent: false,
  metafile: true,
  logLevel: 'warning',
} as const satisfies BuildOptions;

/** Returns what the start file calls an export of a part. The entry's own name is Lambda's to know. */
function startNameOf(file: string, name: string): string {
  return file === 'index.mjs' ? name : `${file.replace(/\W/g, '_')}_${name}`;
}

/** Has a part that comes later import from the start file what was in parts that it now contains. */
function importFromStart(path: string, atStart: ReadonlySet<string>): void {
  const code = readFileSync(path, 'utf8').replaceAll(PART_IMPORT, (statement, names: string | undefined, file) => {
    if (!atStart.has(file)) return statement;
    const renamed = (names ?? '').split(',').flatMap((one) => {
      const [name = '', as = name] = one.split(' as ');
      return name === '' ? [] : [`${startNameOf(file, name)} as ${as}`];
    });
    return `import{${renamed.join()}}from"./${START}.mjs";`;
  });
  // A form of import that this does not know must fail the bundling, not the function.
  const left = [...atStart].find((file) => code.includes(`"./${file}"`));
  if (left !== undefined) throw new Error(`${path} still imports ${left}, which is part of ${START}.mjs`);
  writeFileSync(path, code);
}

/** Describes the files after merging as esbuild would: the start file consists of what its parts consisted of. */
function describeOutputs(outputs: Outputs, entry: string, merged: readonly string[], built: Output): Outputs {
  const start = `${dirname(entry)}/${START}.mjs`;
  const inputs: Output['inputs'] = {};
  for (const path of merged)
    for (const [file, { bytesInOutput }] of Object.entries(outputs[path]?.inputs ?? {}))
      inputs[file] = { bytesInOutput: (inputs[file]?.bytesInOutput ?? 0) + bytesInOutput };
  const imports = merged.flatMap((path) => outputs[path]?.imports ?? []).filter(({ path }) => !merged.includes(path));
  const startImport = { path: start, kind: 'import-statement' } as const;
  const kept = Object.entries(outputs).filter(([path]) => !merged.includes(path.replace(/\.map$/, '')));
  const toStart = (one: Output): Output => ({
    ...one,
    imports: one.imports.map((imported) => (merged.includes(imported.path) ? startImport : imported)),
  });
  return {
    ...Object.fromEntries(kept.map(([path, one]) => [path, toStart(one)])),
    [start]: { bytes: built.bytes, inputs, imports, exports: built.exports, entryPoint: outputs[entry]?.entryPoint },
    [entry]: { bytes: ENTRY.length, inputs: {}, imports: [startImport], exports: ['handler'] },
  };
}
