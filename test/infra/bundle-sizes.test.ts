import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { bundleFunctions } from '../../infra/constructs/function-code.ts';

interface Bundle {
  readonly name: string;
  /** Size of everything that a cold start loads. */
  readonly kilobytes: number;
  /** Number of files that a cold start loads. */
  readonly files: number;
  /** Size of what is loaded on demand. */
  readonly later: number;
  /** Kilobytes per package, and of our own code, loaded by a cold start; largest first. */
  readonly parts: readonly (readonly [string, number])[];
  /** Files of which a part is loaded by a cold start. */
  readonly sources: readonly string[];
  /** Node's own modules that a cold start imports. */
  readonly builtIn: readonly string[];
}

const directory = mkdtempSync(join(tmpdir(), 'baton-bundles-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));
const outputs = bundleFunctions({ outdir: directory });
const bundles = Object.keys(outputs)
  .filter((path) => basename(path) === 'index.mjs')
  .map(bundleAt)
  .sort((a, b) => b.kilobytes - a.kilobytes);

function bundleAt(entry: string): Bundle {
  const atOnce = [...new Set(filesFrom(entry))];
  const all = Object.keys(outputs).filter((path) => dirname(path) === dirname(entry) && /\.[cm]js$/.test(path));
  const parts = new Map<string, number>();
  const sources = new Set<string>();
  for (const path of atOnce)
    for (const [file, { bytesInOutput }] of Object.entries(outputs[path]?.inputs ?? {})) {
      parts.set(partOf(file), (parts.get(partOf(file)) ?? 0) + bytesInOutput / 1000);
      if (bytesInOutput > 0) sources.add(file);
    }
  const kilobytes = sizeOf(atOnce);
  const bySize = [...parts].sort(([, a], [, b]) => b - a);
  return {
    name: basename(dirname(entry)),
    kilobytes,
    files: atOnce.length,
    later: sizeOf(all) - kilobytes,
    parts: bySize,
    sources: [...sources],
    builtIn: atOnce.flatMap((path) => (outputs[path]?.imports ?? []).flatMap((one) => builtInOf(one) ?? [])),
  };
}

function builtInOf({ path, kind, external }: { path: string; kind: string; external?: boolean }): string | undefined {
  return kind === 'import-statement' && external ? path.replace(/^node:/, '') : undefined;
}

/** Returns a file and its static imports. */
function filesFrom(path: string): readonly string[] {
  const imported = (outputs[path]?.imports ?? []).filter(
    ({ kind, external }) => kind === 'import-statement' && !external,
  );
  return [path, ...imported.flatMap((one) => filesFrom(one.path))];
}

function sizeOf(paths: readonly string[]): number {
  return paths.reduce((sum, path) => sum + (outputs[path]?.bytes ?? 0) / 1000, 0);
}

/** Returns the package of a file. The names of countries are a part of their own: their codes take only a few kilobytes. */
function partOf(file: string): string {
  if (file.includes('i18n-iso-countries/langs/')) return 'names of countries';
  return /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1] ?? 'own code';
}

/** Functions that parse what people wrote about themselves in most of their calls. */
const PARSES_PEOPLE = ['enrich-lead', 'receive-lead'];

/** Data and parsers that few calls need, and the functions that may load them at start. */
const ALLOWED_FUNCTIONS: Readonly<Record<string, readonly string[]>> = {
  'date-holidays': [],
  // Many forms ask for no number.
  'libphonenumber-js': [],
  'names of countries': PARSES_PEOPLE,
  tldts: PARSES_PEOPLE,
  // Assigning looks at working hours.
  'temporal-polyfill': ['assign-leads'],
  yaml: [],
  // Calls by key never check a token.
  'aws-jwt-verify': [],
};

/** The function that reads a body in every call; others load the kinds of sender and their set-up steps with the first body. */
const READS_BODIES = ['receive-lead'];

/**
 * Our own modules whose top level takes long, because it builds many schemas, and the functions that may run it at start.
 * All others load them with the first call that needs them.
 */
const ALLOWED_MODULES: Readonly<Record<string, readonly string[]>> = {
  'shared/domain/plan/file/plan-file.ts': [],
  // Checks a key, and reads nothing else.
  'shared/adapters/dynamodb/rows.ts': bundles.map(({ name }) => name).filter((name) => name !== 'authorize'),
  'shared/adapters/dynamodb/rep-rows.ts': bundles.map(({ name }) => name).filter((name) => name !== 'authorize'),
};

/** Maximum kilobytes of minified code, including the SDK, that a cold start loads. */
const DEFAULT_MAX_KILOBYTES = 520;
const MAX_KILOBYTES: Readonly<Record<string, number>> = {
  // Both read people, with domains and the names of countries.
  'enrich-lead': 720,
  'receive-lead': 855,
  authorize: 365,
  // Computes working hours.
  'assign-leads': 555,
  // Assigns and notifies.
  'take-due-step': 540,
  sweep: 575,
};

describe('bundles', () => {
  it('have these sizes', () => {
    const lines = bundles.map(({ name, kilobytes, later, parts }) => {
      const largest = parts.slice(0, 4).map(([part, size]) => `${part} ${Math.round(size)}`);
      const rest = later > 0 ? `   (${Math.round(later)} more when needed)` : '';
      return `${name.padEnd(20)} ${String(Math.round(kilobytes)).padStart(5)} kB   ${largest.join(', ')}${rest}`;
    });
    console.log(['Bundles of the functions, minified:', ...lines].join('\n'));
    expect(lines.length).toBeGreaterThan(10);
  });

  it.each(bundles)('$name is within its limit', ({ name, kilobytes }) => {
    expect(kilobytes).toBeLessThanOrEqual(MAX_KILOBYTES[name] ?? DEFAULT_MAX_KILOBYTES);
  });

  it('start from a few files', () => {
    expect(bundles.filter(({ files }) => files >= 12).map(({ name, files }) => `${name}: ${files}`)).toEqual([]);
  });

  it('load the kinds of sender at start only where every call reads a body', () => {
    const carrying = bundles.filter(({ sources }) => sources.includes('shared/sources/typeform.ts'));
    expect(carrying.map(({ name }) => name).sort()).toEqual(READS_BODIES);
  });

  it('import no plain http at start, which brings a WebSocket that nobody opens', () => {
    expect(bundles.filter(({ builtIn }) => builtIn.includes('http')).map(({ name }) => name)).toEqual([]);
    expect(bundles.every(({ builtIn }) => builtIn.includes('https'))).toBe(true);
  });

  it('load no modules of Node as ES modules that bring more than is used', () => {
    const dear = new Set(['crypto', 'fs', 'fs/promises', 'process', 'util', 'zlib']);
    const importing = bundles.flatMap(({ name, builtIn }) =>
      builtIn.filter((module) => dear.has(module)).map((module) => `${name}: ${module}`),
    );
    expect(importing).toEqual([]);
  });

  it.each(Object.entries(ALLOWED_MODULES))('%s runs at start only in functions that need it', (module, carriers) => {
    const carrying = bundles.filter(({ sources }) => sources.includes(module));
    expect(carrying.filter(({ name }) => !carriers.includes(name)).map(({ name }) => name)).toEqual([]);
  });

  it.each(Object.entries(ALLOWED_FUNCTIONS))(
    '%s is loaded at start only by functions that need it',
    (part, carriers) => {
      const carrying = bundles.filter(({ parts }) => parts.some(([name, size]) => name.startsWith(part) && size > 1));
      expect(carrying.map(({ name }) => name).sort()).toEqual([...carriers].sort());
    },
  );
});
