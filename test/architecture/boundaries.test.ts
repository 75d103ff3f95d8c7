import { pathToFileURL } from 'node:url';
import { cruise, type IConfiguration, type ICruiseResult } from 'dependency-cruiser';
import { describe, expect, it } from 'vitest';
import { type PlantedFiles, withPlantedTree } from './planted-tree.ts';

const config = pathToFileURL('.dependency-cruiser.mjs').href;
const { forbidden, options }: IConfiguration = (await import(config)).default;

/** The names of the rules that the planted files break. */
async function rulesBroken(files: PlantedFiles): Promise<readonly string[]> {
  return withPlantedTree(files, async (baseDir) => {
    const folders = [...new Set(Object.keys(files).map((path) => path.split('/')[0] ?? path))];
    const { output } = await cruise(folders, { ...options, baseDir, validate: true, ruleSet: { forbidden } });
    return [...new Set((output as ICruiseResult).summary.violations.map(({ rule }) => rule.name))];
  });
}

const importing = (specifier: string) => `import { value } from '${specifier}';\nexport const other = value;\n`;
const VALUE = 'export const value = 1;\n';

describe('the boundary between layers', () => {
  it.each([
    ['shared/domain/a.ts', '../ports/b.ts', 'shared/ports/b.ts', 'layer shared/domain'],
    ['shared/domain/a.ts', '../../functions/b.ts', 'functions/b.ts', 'layer shared/domain'],
    ['shared/sources/a.ts', '../ports/b.ts', 'shared/ports/b.ts', 'layer shared/sources'],
    ['shared/channels/a.ts', '../adapters/b.ts', 'shared/adapters/b.ts', 'layer shared/channels'],
    ['shared/domain/a.ts', '../sources/b.ts', 'shared/sources/b.ts', 'layer shared/domain'],
    ['shared/ports/a.ts', '../use-cases/b.ts', 'shared/use-cases/b.ts', 'layer shared/ports'],
    ['shared/use-cases/a.ts', '../adapters/b.ts', 'shared/adapters/b.ts', 'layer shared/use-cases'],
    ['shared/use-cases/a.ts', '../runtime/b.ts', 'shared/runtime/b.ts', 'layer shared/use-cases'],
    ['shared/runtime/a.ts', '../api/b.ts', 'shared/api/b.ts', 'layer shared/runtime'],
    ['shared/api/a.ts', '../adapters/b.ts', 'shared/adapters/b.ts', 'layer shared/api'],
    ['shared/adapters/a.ts', '../api/b.ts', 'shared/api/b.ts', 'layer shared/adapters'],
    ['shared/simulation/a.ts', '../api/b.ts', 'shared/api/b.ts', 'layer shared/simulation'],
    ['functions/x/a.ts', '../../infra/b.ts', 'infra/b.ts', 'layer functions'],
    ['functions/x/a.ts', '../y/b.ts', 'functions/y/b.ts', 'a function imports no other function'],
    ['infra/constructs/a.ts', '../capabilities/b.ts', 'infra/capabilities/b.ts', 'layer infra/constructs'],
    ['infra/capabilities/a.ts', '../../functions/b.ts', 'functions/b.ts', 'layer infra/capabilities'],
    ['infra/local/a.ts', '../capabilities/b.ts', 'infra/capabilities/b.ts', 'layer infra/local'],
    ['cli/x/a.ts', '../../functions/b.ts', 'functions/b.ts', 'layer cli'],
    ['bench/a.ts', '../functions/b.ts', 'functions/b.ts', 'layer bench'],
    ['shared/domain/a.ts', '../../test/b.ts', 'test/b.ts', 'the product imports no test'],
  ])('refuses that %s imports %s', async (importer, specifier, imported, rule) => {
    expect(await rulesBroken({ [importer]: importing(specifier), [imported]: VALUE })).toContain(rule);
  });

  it.each([
    ['shared/domain/a.ts', 'node:crypto', 'packages of shared/domain'],
    ['shared/domain/a.ts', '@aws-sdk/client-sqs', 'packages of shared/domain'],
    ['shared/sources/a.ts', '@aws-sdk/client-sqs', 'packages of shared/sources'],
    ['shared/channels/a.ts', 'node:fs', 'packages of shared/channels'],
    ['shared/sources/a.ts', 'node:fs', 'packages of shared/sources'],
    ['shared/use-cases/a.ts', 'zod', 'packages of shared/use-cases'],
    ['shared/adapters/a.ts', 'zod', 'a function builds no schema before it needs one'],
    ['functions/x/a.ts', 'zod', 'a function builds no schema before it needs one'],
    ['shared/ports/a.ts', 'node:fs', 'packages of shared/ports'],
    ['shared/api/a.ts', '@middy/core', 'packages of shared/api'],
  ])('refuses that %s uses the package %s', async (importer, specifier, rule) => {
    expect(await rulesBroken({ [importer]: importing(specifier) })).toContain(rule);
  });

  it('refuses a cycle of files, and one of folders whose files form none', async () => {
    expect(
      await rulesBroken({
        'shared/domain/a.ts': `import { two } from './b.ts';\nexport const one = two;\n`,
        'shared/domain/b.ts': `import { one } from './a.ts';\nexport const two = one;\n`,
      }),
    ).toContain('no cycle of files');
    expect(
      await rulesBroken({
        'shared/domain/x/a.ts': importing('../y/b.ts'),
        'shared/domain/y/b.ts': VALUE,
        'shared/domain/y/c.ts': importing('../x/d.ts'),
        'shared/domain/x/d.ts': VALUE,
      }),
    ).toContain('no cycle of folders');
  });

  it('lets what is allowed pass', async () => {
    expect(
      await rulesBroken({
        'shared/domain/a.ts': VALUE,
        'shared/sources/a.ts': `import { createHmac } from 'node:crypto';\nexport const sign = createHmac;\n`,
        'shared/use-cases/b.ts': importing('../domain/a.ts'),
        'functions/x/handler.ts': importing('../../shared/use-cases/b.ts').replace('value }', 'other as value }'),
      }),
    ).toEqual([]);
  });
});
