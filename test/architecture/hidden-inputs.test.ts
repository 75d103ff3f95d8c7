import { spawnSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { withPlantedTree } from './planted-tree.ts';

const TOP = resolve(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(resolve(TOP, path), 'utf8');

/** Our own lint configuration, in a directory that is no checkout. */
const CONFIG = JSON.stringify({ ...JSON.parse(read('biome.json')), vcs: { enabled: false } });

/** What the linter says of a file at this path. */
async function lint(path: string, text: string): Promise<string> {
  const files = {
    'biome.json': CONFIG,
    'lint/no-hidden-inputs.grit': read('lint/no-hidden-inputs.grit'),
    'lint/no-inherited-keys.grit': read('lint/no-inherited-keys.grit'),
    [path]: text,
  };
  return withPlantedTree(files, (directory) => {
    const biome = resolve(TOP, 'node_modules/.bin/biome');
    const { stdout, stderr } = spawnSync(biome, ['lint', '--colors=off', path], { cwd: directory, encoding: 'utf8' });
    return stdout + stderr;
  });
}

describe.each(['shared/domain/a.ts', 'shared/use-cases/x/a.ts'])('%s', (path) => {
  it.each([
    ['Date.now()', 'take `now`'],
    ['new Date()', 'take `now`'],
    ['Math.random()', 'Randomness is an argument'],
    ['Temporal.Now.instant()', 'take `now`'],
    ['performance.now()', 'take `now`'],
    ['process.pid', 'Settings are arguments'],
    ['crypto.randomUUID()', 'Randomness is an argument'],
    ['globalThis.Date', 'Name what you use'],
    ['setTimeout(() => {}, 1)', 'Decisions do not wait'],
  ])('may not say %s', async (expression, reason) => {
    expect(await lint(path, `export const hidden = ${expression};\n`)).toContain(reason);
  });

  it('may make a date of an argument', async () => {
    expect(await lint(path, 'export const dateOf = (at: string): Date => new Date(at);\n')).toContain(
      'No fixes applied',
    );
  });
});

describe('a key that somebody else chose', () => {
  const readBy = (expression: string) =>
    `export const value = (plan: any, features: any, id: string) => ${expression};\n`.replaceAll('any', 'unknown');

  it.each(['plan.teams[id]', 'plan?.queues[id]', 'features[id]', 'plan.rep.attributes[id.name]'])(
    'may not be looked up as in %s',
    async (expression) => {
      expect(await lint('functions/a/a.ts', readBy(expression))).toContain('read it with `ownValue`');
    },
  );

  it.each(['ownValue(plan.teams, id)', 'plan.teams[0]', 'plan.cells[id]'])('may be looked up as in %s', async (one) => {
    expect(await lint('functions/a/a.ts', readBy(one))).not.toContain('ownValue`');
  });
});

describe('the size of a file', () => {
  it('is at most 40 lines for a handler, which only wires', () => {
    const handlers = globSync('functions/*/handler.ts', { cwd: TOP });
    expect(handlers.length).toBeGreaterThan(20);
    expect(handlers.filter((path) => read(path).trimEnd().split('\n').length > 40)).toEqual([]);
  });

  it('is at most 250 lines', async () => {
    const lines = (count: number) =>
      Array.from({ length: count }, (_, index) => `export const value${index} = ${index};`).join('\n');
    expect(await lint('shared/ports/a.ts', `${lines(251)}\n`)).toContain('too many lines');
    expect(await lint('shared/ports/a.ts', `${lines(250)}\n`)).not.toContain('too many lines');
  });
});
