import { spawnSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { withPlantedTree } from './planted-tree.ts';

const TOP = resolve(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(resolve(TOP, path), 'utf8');

/** Our own lint configuration, in a directory that is no checkout. */
const CONFIG = JSON.stringify({ ...JSON.parse(read('biome.json')), vcs: { enabled: false } });

/** Sample files, by path. One run of the linter reads them all: starting it takes far longer than reading a file. */
const samples: Record<string, string> = {};
/** What the linter says of each of them. */
let findings: ReadonlyMap<string, string>;

/** Adds a sample file to a folder. @returns its path */
function addSample(folder: string, text: string): string {
  const path = `${folder}/sample-${Object.keys(samples).length}.ts`;
  samples[path] = text;
  return path;
}

beforeAll(async () => {
  const files = {
    'biome.json': CONFIG,
    'lint/no-hidden-inputs.grit': read('lint/no-hidden-inputs.grit'),
    'lint/no-inherited-keys.grit': read('lint/no-inherited-keys.grit'),
    ...samples,
  };
  const said = await withPlantedTree(files, (directory) => {
    const biome = resolve(TOP, 'node_modules/.bin/biome');
    const args = ['lint', '--colors=off', '--max-diagnostics=none', ...Object.keys(samples)];
    const { stdout, stderr } = spawnSync(biome, args, { cwd: directory, encoding: 'utf8' });
    return stdout + stderr;
  });
  expect(said).toContain(`Checked ${Object.keys(samples).length} files`);
  // Each finding begins with a line that names its file: `shared/domain/sample-0.ts:1:23 plugin ━━━━━`.
  const parts = said.split(/^(?=\S+\.ts[: ].*━$)/m);
  findings = new Map(
    Object.keys(samples).map((path) => [path, parts.filter((part) => /^[^: ]+/.exec(part)?.[0] === path).join('')]),
  );
});

describe.each(['shared/domain', 'shared/use-cases/x'])('%s', (folder) => {
  it.each(
    [
      ['Date.now()', 'take `now`'],
      ['new Date()', 'take `now`'],
      ['Math.random()', 'Randomness is an argument'],
      ['Temporal.Now.instant()', 'take `now`'],
      ['performance.now()', 'take `now`'],
      ['process.pid', 'Settings are arguments'],
      ['crypto.randomUUID()', 'Randomness is an argument'],
      ['globalThis.Date', 'Name what you use'],
      ['setTimeout(() => {}, 1)', 'Decisions do not wait'],
    ].map(([expression, reason]) => ({
      expression,
      reason,
      path: addSample(folder, `export const hidden = ${expression};\n`),
    })),
  )('may not say $expression', ({ path, reason }) => {
    expect(findings.get(path)).toContain(reason);
  });

  const dateOf = addSample(folder, 'export const dateOf = (at: string): Date => new Date(at);\n');
  it('may make a date of an argument', () => {
    expect(findings.get(dateOf)).toBe('');
  });
});

describe('a key that somebody else chose', () => {
  const readBy = (expression: string) => ({
    expression,
    path: addSample(
      'functions/a',
      `export const value = (plan: unknown, features: unknown, id: string) => ${expression};\n`,
    ),
  });

  it.each(['plan.teams[id]', 'plan?.queues[id]', 'features[id]', 'plan.rep.attributes[id.name]'].map(readBy))(
    'may not be looked up as in $expression',
    ({ path }) => {
      expect(findings.get(path)).toContain('read it with `ownValue`');
    },
  );

  it.each(['ownValue(plan.teams, id)', 'plan.teams[0]', 'plan.cells[id]'].map(readBy))(
    'may be looked up as in $expression',
    ({ path }) => {
      expect(findings.get(path)).not.toContain('ownValue`');
    },
  );
});

describe('the size of a file', () => {
  it('is at most 40 lines for a handler, which only wires', () => {
    const handlers = globSync('functions/*/handler.ts', { cwd: TOP });
    expect(handlers.length).toBeGreaterThan(20);
    expect(handlers.filter((path) => read(path).trimEnd().split('\n').length > 40)).toEqual([]);
  });

  const fileOf = (lines: number) =>
    addSample('shared/ports', Array.from({ length: lines }, (_, n) => `export const value${n} = ${n};\n`).join(''));
  const [full, tooLong] = [fileOf(250), fileOf(251)];
  it('is at most 250 lines', () => {
    expect(findings.get(tooLong)).toContain('too many lines');
    expect(findings.get(full)).not.toContain('too many lines');
  });
});
